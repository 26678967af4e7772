export { ReviewResubmitted } from './review.ts';
