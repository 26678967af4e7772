export { ProjectEnded } from './project.ts';
