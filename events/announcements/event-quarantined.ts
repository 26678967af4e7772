export { EventQuarantined } from './quarantine.ts';
