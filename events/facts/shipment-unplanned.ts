export { ShipmentUnplanned } from './shipment.ts';
