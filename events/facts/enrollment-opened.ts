import { fact, feature } from '../contract.ts';
import { id, stage } from '../fields.ts';

/** Accounts can join the early-access or beta stage of a feature. */
export const EnrollmentOpened = fact(
  'EnrollmentOpened',
  () => ({ feature: id(), stage: stage() }),
  (detail) => [feature(detail.feature)],
);
