export { EnrollmentOpened } from './enrollment.ts';
