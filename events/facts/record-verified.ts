export { RecordVerified } from './record.ts';
