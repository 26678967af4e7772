export { ShipmentPlanned } from './shipment.ts';
