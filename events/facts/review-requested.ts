export { ReviewRequested } from './review.ts';
