export { ReviewReminded } from './review.ts';
