export { StarRevoked } from './star.ts';
