/** What was measured of features, as files have it and as it is known. */

import { isSameJson } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import { ofType } from '../../../kernel/model/facts.ts';
import { isFromFiles } from '../record-keeping.ts';
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import { idsOf } from './field-differences.ts';
import type { Known, KnownFact } from './known.ts';
import type { Catalog } from './records.ts';

/** The last value of each key; none of one that is unknown now. @param facts the ledger of a feature, in order */
export function measuredIn(facts: readonly Fact[]): KnownFact[] {
  const last = new Map(ofType(facts, 'FactRecorded').map(({ detail }) => [detail.key, detail]));
  return [...last.values()].flatMap((detail) => {
    const { key, value, occurredAt: at } = detail;
    return value === null ? [] : [{ key, value, at, isFromFiles: isFromFiles(detail) }];
  });
}

export function factDifferences(known: Known['facts'], wanted: Catalog['facts'], at: string): Finding[] {
  if (wanted === undefined) return [];
  return idsOf(known, wanted).flatMap((feature) => {
    const before = new Map((known.get(feature) ?? []).map((one) => [one.key, one]));
    const after = new Map(Object.entries(wanted.get(feature) ?? {}));
    return idsOf(before, after).flatMap((key) => {
      const base = before.get(key);
      const bases =
        base === undefined ? [] : [{ record: {}, isFromFiles: true, isGone: false, saidAt: base.at }];
      return unlessLate(oneFact(feature, key, base, after.get(key) ?? null), bases, at);
    });
  });
}

/** A value that leaves the files is unknown again, where files had brought it. */
function oneFact(
  feature: string,
  key: string,
  before: KnownFact | undefined,
  value: KnownFact['value'],
): Statement[] {
  if (isSameJson(before?.value ?? null, value) || (value === null && before?.isFromFiles === false))
    return [];
  const words = value === null ? `${key} is unknown now` : `${key} is ${value}`;
  return [statement('feature', feature, 'FactRecorded', words, { feature, key, value })];
}
