export { DerivationRequested } from './requests.ts';
