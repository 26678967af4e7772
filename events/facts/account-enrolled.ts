import { fact, feature } from '../contract.ts';
import { foreignId, id, optional, stage } from '../fields.ts';

/** An account joined a stage of a feature. `account` is an opaque reference, never a customer's name. */
export const AccountEnrolled = fact(
  'AccountEnrolled',
  () => ({ feature: id(), account: foreignId(), stage: optional(stage()) }),
  (detail) => [feature(detail.feature)],
);
