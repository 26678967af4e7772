export { ReleaseCancelled } from './release.ts';
