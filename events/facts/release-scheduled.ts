export { ReleaseScheduled } from './release.ts';
