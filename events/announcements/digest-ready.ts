export { DigestReady } from './digest.ts';
