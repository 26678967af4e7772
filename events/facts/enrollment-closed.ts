import { fact, feature } from '../contract.ts';
import { id, stage } from '../fields.ts';

/** Accounts can no longer join a stage of a feature. */
export const EnrollmentClosed = fact(
  'EnrollmentClosed',
  () => ({ feature: id(), stage: stage() }),
  (detail) => [feature(detail.feature)],
);
