export { ReleaseRenamed } from './release.ts';
