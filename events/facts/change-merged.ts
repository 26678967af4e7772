export { ChangeMerged } from './shipment.ts';
