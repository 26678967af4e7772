export { ProjectCleared } from './verdict.ts';
