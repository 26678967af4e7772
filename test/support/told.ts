/** Short ways to tell the facts that digests are made from. Every one is read by its contract, as the ones that come in are. */
import { AccountEnrolled } from '../../events/facts/account-enrolled.ts';
import { AccountLeft } from '../../events/facts/account-left.ts';
import { CadenceCompleted } from '../../events/facts/cadence-completed.ts';
import { EnrollmentClosed } from '../../events/facts/enrollment-closed.ts';
import { EnrollmentOpened } from '../../events/facts/enrollment-opened.ts';
import { EntitySnoozed } from '../../events/facts/entity-snoozed.ts';
import { FactRecorded } from '../../events/facts/fact-recorded.ts';
import { RecordRetired } from '../../events/facts/record-retired.ts';
import { RecordVerified } from '../../events/facts/record-verified.ts';
import { RubricPublished } from '../../events/facts/rubric-published.ts';
import { on } from './ledger-facts.ts';

let told = 0;
function nextId() {
  told += 1;
  return `said-${String(told).padStart(6, '0')}`;
}

type Common = 'version' | 'id' | 'occurredAt';

/** @param usual what need not be said each time */
function telling<Type extends string, Detail extends { id: string }, Usual extends Partial<Detail>>(
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

export const rubricPublished = telling(RubricPublished, { rubricVersion: '1', categories });
export const completed = telling(CadenceCompleted, { team: 'search' });
export const verified = telling(RecordVerified, { entity: 'team:search' });
export const recordRetired = telling(RecordRetired, { entity: 'team:search' });
export const recorded = telling(FactRecorded, sort);
export const enrollmentOpened = telling(EnrollmentOpened, sort);
export const enrollmentClosed = telling(EnrollmentClosed, sort);
export const accountEnrolled = telling(AccountEnrolled, sort);
export const accountLeft = telling(AccountLeft, sort);
export const snoozed = telling(EntitySnoozed, { entity: 'feature:sort' });
