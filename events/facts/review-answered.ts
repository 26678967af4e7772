export { ReviewAnswered } from './review.ts';
