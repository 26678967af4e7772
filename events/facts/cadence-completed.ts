export { CadenceCompleted } from './team.ts';
