export { FeatureFlagChanged } from './feature.ts';
