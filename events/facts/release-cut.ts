export { ReleaseCut } from './release.ts';
