export { ExemptionGranted, exemptionScope, oneScope } from './exemption.ts';
