export { AccountLeft } from './enrollment.ts';
