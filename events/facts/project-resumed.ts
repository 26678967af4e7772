export { ProjectResumed } from './project.ts';
