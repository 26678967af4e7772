export { ExemptionWithdrawn } from './exemption.ts';
