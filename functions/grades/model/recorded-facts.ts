/** What was measured or looked up about a feature, for the rules of `check` policies. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';

export type FactValue = string | number | boolean;

export interface Recorded {
  readonly key: string;
  /** `null` says that it is unknown, whatever it was before. */
  readonly value: FactValue | null;
  /** UTC instant. */
  readonly at: string;
  readonly by?: string | undefined;
  readonly evidence?: string | undefined;
}

/** @param facts the feature's ledger with those of its former names, in order */
export const recordedIn = (facts: readonly Fact[]): Recorded[] =>
  ofType(facts, 'FactRecorded').map(({ detail }) => ({
    key: detail.key,
    value: detail.value,
    at: detail.occurredAt,
    by: detail.actor,
    evidence: detail.evidence,
  }));

/** The last that was recorded under each key by a moment (inclusive). */
export const recordedAt = (recorded: readonly Recorded[], at: string): ReadonlyMap<string, Recorded> =>
  new Map(recorded.filter((one) => one.at <= at).map((one) => [one.key, one]));

/** The values that are known. */
export const knownValues = (recorded: Iterable<Recorded>): ReadonlyMap<string, FactValue> =>
  new Map([...recorded].flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
