import { about, fact } from '../contract.ts';
import { id, optional, stage } from '../fields.ts';

const stageOfFeature = () => ({ feature: id(), stage: stage() });

/** `account` is an opaque reference, never a customer's name. */
const account = () => ({ feature: id(), account: id(), stage: optional(stage()) });

/** Accounts can join the early-access or beta stage of a feature. */
export const EnrollmentOpened = fact('EnrollmentOpened', stageOfFeature, about('feature'));

/** Accounts can no longer join a stage of a feature. */
export const EnrollmentClosed = fact('EnrollmentClosed', stageOfFeature, about('feature'));

/** An account joined a stage of a feature. */
export const AccountEnrolled = fact('AccountEnrolled', account, about('feature'));

/** An account left a stage of a feature. */
export const AccountLeft = fact('AccountLeft', account, about('feature'));
