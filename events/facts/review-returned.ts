export { ReviewReturned } from './review.ts';
