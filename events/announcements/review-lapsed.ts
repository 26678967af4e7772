export { ReviewLapsed } from './review.ts';
