export { FeatureRetired } from './feature.ts';
