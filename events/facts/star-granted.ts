export { StarGranted } from './star.ts';
