export { ProjectStarted } from './project.ts';
