export { RecordRetired } from './record.ts';
