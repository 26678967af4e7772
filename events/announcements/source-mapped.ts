export { SourceMapped } from './requests.ts';
