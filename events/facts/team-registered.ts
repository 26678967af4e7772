export { TeamRegistered } from './team.ts';
