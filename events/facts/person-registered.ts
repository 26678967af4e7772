export { PersonRegistered } from './team.ts';
