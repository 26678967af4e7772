export { GradeRequested } from './requests.ts';
