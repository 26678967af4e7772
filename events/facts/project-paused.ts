export { ProjectPaused } from './project.ts';
