export { FeatureRegistered } from './feature.ts';
