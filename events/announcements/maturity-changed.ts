export { MaturityChanged } from './feature.ts';
