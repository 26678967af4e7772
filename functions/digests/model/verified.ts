/** When somebody last looked at a record, which records nobody looked at, and what was recorded as settled. */
import type { Fact } from '../../../events/catalogue.ts';
import { type FeatureState, foldFeature } from '../../catalog/model/feature.ts';
import { type FieldKnowledge, snoozedUntil } from '../../catalog/model/record-keeping.ts';
import { recordedAt, recordedIn } from '../../grades/model/statements.ts';
import { compare } from '../../kernel/model/facts.ts';
import type { Period } from '../../kernel/model/period.ts';
import type { UnverifiedRecord } from './model.ts';

/** The fields of a feature, a team or a project, with when each was changed and verified. */
interface Fielded {
  readonly fields: Readonly<Record<string, FieldKnowledge>>;
}

/** When somebody last changed or verified a field of a record, UTC; `undefined` while nothing is known of any. */
export function lastSeenAt({ fields }: Fielded): string | undefined {
  const seen = Object.values(fields).flatMap(({ changedAt, verifiedAt }) => [changedAt, verifiedAt ?? '']);
  return seen.toSorted(compare).at(-1);
}

/** A record of the catalog, with its snapshot. */
export interface CatalogRecord {
  /** `feature:code-search`, `team:search` */
  readonly entity: string;
  readonly title: string;
  /** The team that maintains it. */
  readonly team: string;
  readonly state: Fielded & {
    readonly retiredAt?: string | undefined;
    readonly renamedTo?: string | undefined;
  };
}

/**
 * The records that nobody has changed or verified since a period began, the one that waited longest first. What is
 * retired, was renamed or was never registered has no record to look at.
 */
export function unverifiedSince(
  records: readonly CatalogRecord[],
  { from }: Pick<Period, 'from'>,
): UnverifiedRecord[] {
  const found = records.flatMap(({ entity, title, team, state }) => {
    const isPresent = state.retiredAt === undefined && state.renamedTo === undefined;
    const seen = isPresent ? lastSeenAt(state) : undefined;
    return seen === undefined || seen >= from ? [] : [{ entity, title, team, lastSeenAt: seen }];
  });
  return found.toSorted((a, b) => compare(a.lastSeenAt, b.lastSeenAt) || compare(a.entity, b.entity));
}

/** Whether a feature is registered, not retired, and a team's. */
export const isOf = (team: string, state: FeatureState): boolean =>
  state.registered && state.retiredAt === undefined && state.team === team;

/** A record, and when somebody last looked at it or changed it. */
export type Seen = Pick<UnverifiedRecord, 'entity' | 'lastSeenAt'>;

/**
 * A team's features as they were at a moment, without those that were snoozed then, which nobody has to look at.
 * @param features with their ledgers, in order
 */
export const seenFeatures = (
  team: string,
  features: readonly { readonly feature: string; readonly facts: readonly Fact[] }[],
  moment: string,
): Seen[] =>
  features.flatMap(({ feature, facts }) => {
    const known = facts.filter(({ detail }) => detail.occurredAt <= moment);
    const state = foldFeature(feature, known);
    const seen = lastSeenAt(state);
    const isAsked = isOf(team, state) && snoozedUntil(facts, moment) === undefined;
    return seen === undefined || !isAsked ? [] : [{ entity: `feature:${feature}`, lastSeenAt: seen }];
  });

/**
 * Whether something was recorded under a key by a moment (inclusive). What was last recorded holds: `null`, `false` or
 * an empty text takes it back.
 * @param facts the feature's ledger with those of its former names, in order
 */
export function isSettled(facts: readonly Fact[], key: string, at: string): boolean {
  const value = recordedAt(recordedIn(facts), at).get(key)?.value ?? false;
  return value !== false && value !== '';
}
