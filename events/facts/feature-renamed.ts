export { FeatureRenamed } from './feature.ts';
