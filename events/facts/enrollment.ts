import { about, account, fact, feature } from '../contract.ts';
import { id, optional, stage } from '../fields.ts';
import { internal } from '../visibility.ts';

const stageOfFeature = () => ({ feature: id(), stage: stage() });

/** `account` is an opaque reference, never a customer's name. */
const accountOfFeature = () => ({ feature: id(), account: internal(id()), stage: optional(stage()) });

const both = (of: { readonly feature: string; readonly account: string }) => [
  feature(of.feature),
  account(of.account),
];

/** Accounts can join the early-access or beta stage of a feature. */
export const EnrollmentOpened = fact('EnrollmentOpened', stageOfFeature, about('feature'));

/** Accounts can no longer join a stage of a feature. */
export const EnrollmentClosed = fact('EnrollmentClosed', stageOfFeature, about('feature'));

/** An account joined a stage of a feature. */
export const AccountEnrolled = fact('AccountEnrolled', accountOfFeature, both);

/** An account left a stage of a feature. */
export const AccountLeft = fact('AccountLeft', accountOfFeature, both);
