export { StarNotApplicable } from './star.ts';
