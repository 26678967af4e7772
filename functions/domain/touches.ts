/** Which verdicts and grades a fact can change: how a late fact finds the releases it reaches back to. */
import type { Fact } from '../../events/catalogue.ts';
import type { EntityKind } from '../../events/contract.ts';
import type { Cycle } from './calendar.ts';

export interface Reach {
  /** Verdicts of cuts at or after this moment can change. UTC instant. */
  readonly since: string;
  /** And those of the release that the fact names, whenever it was cut. */
  readonly release?: string;
}

/** Earlier than any moment a fact may hold. */
const BEGINNING = '2000-01-01T00:00:00.000Z';

// What these say holds for all time, not from their own moment on: which flag is a feature's, which feature a project's.
const timeless: ReadonlySet<Fact['type']> = new Set([
  'FeatureRegistered',
  'FeatureRenamed',
  'ProjectStarted',
  'ReleaseScheduled',
  'ReleaseRenamed',
  'ReleaseCut',
  'ReleasePublished',
  'ReleaseCancelled',
]);

const fromThenOn: ReadonlySet<Fact['type']> = new Set([
  'ProjectPaused',
  'ProjectResumed',
  'ProjectEnded',
  'ChangeMerged',
  'FeatureShipped',
  'ShipmentWithdrawn',
  'FeatureFlagChanged',
  'ExemptionGranted',
  'ExemptionWithdrawn',
]);

const judgedKinds: ReadonlySet<EntityKind> = new Set(['release', 'project', 'feature', 'flag']);

/**
 * How far back a fact reaches when it joins the ledger of an entity.
 * @param displaced whether it changed which of several contents of one id holds: then the one that no longer does can
 *   have counted anywhere
 * @returns `undefined` when no verdict can change
 */
export function reachOf(kind: EntityKind, fact: Fact, displaced: boolean): Reach | undefined {
  if (!judgedKinds.has(kind)) return undefined;
  if (displaced || timeless.has(fact.type)) return { since: BEGINNING };
  if (!fromThenOn.has(fact.type)) return undefined;
  const named = 'release' in fact.detail ? (fact.detail.release ?? undefined) : undefined;
  return { since: fact.detail.occurredAt, ...(named === undefined ? {} : { release: named }) };
}

const graded: ReadonlySet<Fact['type']> = new Set([
  'FeatureRegistered',
  'FeatureRenamed',
  'FeatureRetired',
  'StarGranted',
  'StarRevoked',
  'StarNotApplicable',
  'FactRecorded',
  'RubricPublished',
]);

/** Whether a fact can change grades when it joins the ledger of a feature, or the rubric's. @param displaced as above */
export const changesGrades = (kind: EntityKind, fact: Fact, displaced: boolean): boolean =>
  (kind === 'feature' || kind === 'rubric') && (displaced || graded.has(fact.type));

/** Whether any of several facts reaches back to a release. */
export const reaches = (all: readonly Reach[], { until, names }: Pick<Cycle, 'until' | 'names'>): boolean =>
  all.some(({ since, release }) => until >= since || (release !== undefined && names.includes(release)));
