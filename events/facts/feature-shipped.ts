export { FeatureShipped } from './shipment.ts';
