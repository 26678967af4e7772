export { CheckRequested } from './requests.ts';
