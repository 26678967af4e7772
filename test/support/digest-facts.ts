/** Short builders of the facts that digests are made from, each read by its contract as received facts are. */
import {
  AccountEnrolled,
  AccountLeft,
  EnrollmentClosed,
  EnrollmentOpened,
} from '../../events/facts/enrollment.ts';
import { FactRecorded } from '../../events/facts/feature.ts';
import { EntitySnoozed, RecordRetired, RecordVerified } from '../../events/facts/record.ts';
import { RubricPublished } from '../../events/facts/rubric.ts';
import { CadenceCompleted } from '../../events/facts/team.ts';
import { on } from './ledger-facts.ts';

let made = 0;
function nextId() {
  made += 1;
  return `fact-${String(made).padStart(6, '0')}`;
}

type Common = 'version' | 'id' | 'occurredAt';

/** @param usual fields that a call may leave out */
function builder<Type extends string, Detail extends { id: string }, Usual extends Partial<Detail>>(
  contract: { read(detail: unknown): { readonly type: Type; readonly detail: Detail } },
  usual: Usual,
) {
  return (day: string, fields: Omit<Detail, Common | keyof Usual> & Partial<Omit<Detail, Common>>) =>
    contract.read({ version: 1, id: nextId(), occurredAt: on(day), ...usual, ...fields });
}

const sort = { feature: 'sort' };
const categories = [
  { category: 'docs', title: 'Docs', team: 'docs', policy: 'team' as const, criteria: 'It has docs.' },
];

export const rubricPublished = builder(RubricPublished, { rubricVersion: '1', categories });
export const completed = builder(CadenceCompleted, { team: 'search' });
export const verified = builder(RecordVerified, { entity: 'team:search' });
export const recordRetired = builder(RecordRetired, { entity: 'team:search' });
export const recorded = builder(FactRecorded, sort);
export const enrollmentOpened = builder(EnrollmentOpened, sort);
export const enrollmentClosed = builder(EnrollmentClosed, sort);
export const accountEnrolled = builder(AccountEnrolled, sort);
export const accountLeft = builder(AccountLeft, sort);
export const snoozed = builder(EntitySnoozed, { entity: 'feature:sort' });
