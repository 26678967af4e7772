export { ProjectWarned } from './verdict.ts';
