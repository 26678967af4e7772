export { AccountEnrolled } from './enrollment.ts';
