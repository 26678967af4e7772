export { ReleaseChecked } from './verdict.ts';
