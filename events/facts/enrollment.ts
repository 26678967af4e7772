import { fact, feature } from '../contract.ts';
import { id, optional, stage } from '../fields.ts';

/** Accounts can join the early-access or beta stage of a feature. */
export const EnrollmentOpened = fact(
  'EnrollmentOpened',
  () => ({ feature: id(), stage: stage() }),
  (detail) => [feature(detail.feature)],
);

/** Accounts can no longer join a stage of a feature. */
export const EnrollmentClosed = fact(
  'EnrollmentClosed',
  () => ({ feature: id(), stage: stage() }),
  (detail) => [feature(detail.feature)],
);

/** An account joined a stage of a feature. `account` is an opaque reference, never a customer's name. */
export const AccountEnrolled = fact(
  'AccountEnrolled',
  () => ({ feature: id(), account: id(), stage: optional(stage()) }),
  (detail) => [feature(detail.feature)],
);

/** An account left a stage of a feature. `account` is an opaque reference, never a customer's name. */
export const AccountLeft = fact(
  'AccountLeft',
  () => ({ feature: id(), account: id(), stage: optional(stage()) }),
  (detail) => [feature(detail.feature)],
);
