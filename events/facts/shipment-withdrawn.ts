export { ShipmentWithdrawn } from './shipment.ts';
