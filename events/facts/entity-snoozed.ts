export { EntitySnoozed } from './record.ts';
