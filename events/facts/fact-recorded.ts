export { FactRecorded } from './feature.ts';
