export { SourceRegistered } from './source.ts';
