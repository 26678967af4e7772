export { ReleasePublished } from './release.ts';
