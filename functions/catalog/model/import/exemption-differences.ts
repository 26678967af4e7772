/** Exemptions, as files have them and as they are known: granted, granted again for another reason, taken back. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import type { HeldExemption } from '../project.ts';
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import { idsOf } from './field-differences.ts';
import type { Known } from './known.ts';
import type { Catalog, ExemptionRecord } from './records.ts';

/** What is asked for and waits for another person is none of the files' business, until they have it. */
export function exemptionDifferences(
  known: Known['exemptions'],
  wanted: Catalog['exemptions'],
  at: string,
): Finding[] {
  if (wanted === undefined) return [];
  return idsOf(known, wanted).flatMap((project) => {
    const held = byScope(known.get(project) ?? []);
    const asked = byScope(wanted.get(project) ?? []);
    return idsOf(held, asked).flatMap((scope) => {
      const [before, after] = [held.get(scope), asked.get(scope)];
      const base = { record: {}, isFromFiles: true, isGone: false };
      return unlessLate(
        oneExemption(project, before, after),
        before === undefined ? [] : [{ ...base, saidAt: before.at }],
        at,
      );
    });
  });
}

interface Scope {
  readonly release?: string | null | undefined;
  readonly until?: string | null | undefined;
}

const byScope = <One extends Scope>(all: readonly One[]): ReadonlyMap<string, One> =>
  new Map(all.map((one) => [canonicalJson([one.release ?? null, one.until ?? null]), one]));

function oneExemption(
  project: string,
  before: HeldExemption | undefined,
  wanted: ExemptionRecord | undefined,
): Statement[] {
  if (wanted === undefined) {
    if (before?.isFromFiles !== true || before.approver === undefined) return [];
    const { release, until } = before;
    const fields = { project, release, until, reason: 'no longer in exemptions.yml' };
    const words = `is no longer exempt ${scopeInWords(before)}`;
    return [statement('project', project, 'ExemptionWithdrawn', words, fields)];
  }
  const { release, until, reason, approver } = wanted;
  if (before?.approver === approver && before.reason === reason) return [];
  const fields = {
    project,
    release: release ?? undefined,
    until: until ?? undefined,
    reason,
    approver,
  };
  const isHeld = before?.approver !== undefined;
  const words = `is ${isHeld ? 'still ' : ''}exempt ${scopeInWords(wanted)}, approved by ${approver}: ${reason}`;
  return [statement('project', project, 'ExemptionGranted', words, fields)];
}

const scopeInWords = ({ release, until }: Scope) => (release == null ? `until ${until}` : `in ${release}`);
