export { ProjectFlagged } from './verdict.ts';
