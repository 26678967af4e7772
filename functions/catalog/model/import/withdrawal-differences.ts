/** Merged changes that do not count, as files have them and as they are known: withdrawn, for another reason, reinstated. */
import type { Fact } from '../../../../events/catalogue.ts';
import { isFromFiles } from '../record-keeping.ts';
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import { idsOf } from './field-differences.ts';
import type { Known, KnownWithdrawal } from './known.ts';
import type { Catalog, WithdrawalRecord } from './records.ts';

/** The last word on each change. @param facts the life of a project, in order */
export function withdrawalsIn(facts: readonly Fact[]): KnownWithdrawal[] {
  const last = new Map<string, KnownWithdrawal>();
  for (const { type, detail } of facts) {
    if (type !== 'ChangeWithdrawn' && type !== 'ChangeReinstated') continue;
    const { change, occurredAt: at } = detail;
    const stands = { change, at, isFromFiles: isFromFiles(detail) };
    last.set(change, { ...stands, reason: type === 'ChangeWithdrawn' ? detail.reason : undefined });
  }
  return [...last.values()];
}

export function withdrawalDifferences(
  known: Known['withdrawals'],
  wanted: Catalog['withdrawals'],
  at: string,
): Finding[] {
  if (wanted === undefined) return [];
  return idsOf(known, wanted).flatMap((project) => {
    const before = byChange(known.get(project) ?? []);
    const after = byChange(wanted.get(project) ?? []);
    return idsOf(before, after).flatMap((change) => {
      const base = before.get(change);
      return unlessLate(
        oneWithdrawal(project, base, after.get(change)),
        base === undefined ? [] : [{ saidAt: base.at }],
        at,
      );
    });
  });
}

const byChange = <One extends WithdrawalRecord | KnownWithdrawal>(
  all: readonly One[],
): ReadonlyMap<string, One> => new Map(all.map((one) => [one.change, one]));

/** A change that leaves the files counts again, where files had withdrawn it. */
function oneWithdrawal(
  project: string,
  before: KnownWithdrawal | undefined,
  wanted: WithdrawalRecord | undefined,
): Statement[] {
  if (wanted === undefined) {
    if (before?.reason === undefined || !before.isFromFiles) return [];
    const { change } = before;
    const fields = { project, change, reason: 'no longer in withdrawals.yml' };
    return [statement('project', project, 'ChangeReinstated', `change ${change} counts again`, fields)];
  }
  const { change, reason } = wanted;
  if (before?.reason === reason) return [];
  const words = `change ${change} ${before?.reason === undefined ? 'does not count' : 'still does not count'}: ${reason}`;
  return [statement('project', project, 'ChangeWithdrawn', words, { project, change, reason })];
}
