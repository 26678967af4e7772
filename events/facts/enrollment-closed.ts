export { EnrollmentClosed } from './enrollment.ts';
