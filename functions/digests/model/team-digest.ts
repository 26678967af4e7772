/** The digest of one team for one period. */
import type { Fact } from '../../../events/catalogue.ts';
import { nextActions } from './actions.ts';
import { completionOf } from './cadence.ts';
import { correctionsOf } from './corrections.ts';
import { type FeaturePart, featurePart } from './feature-part.ts';
import type { TeamMaterial } from './material.ts';
import type { Digest } from './model.ts';
import { ownPart } from './own-part.ts';
import { digestOf } from './roll-up.ts';
import { merged, noSections, section } from './sections.ts';

export function teamDigest(material: TeamMaterial): Digest {
  const { state, period, previous, since, last, madeAt } = material;
  const parts = material.features.flatMap((each) => featurePart(state.team, each, material.view) ?? []);
  const own = ownPart(material, new Map(parts.map(({ feature, title }) => [feature, title])));
  const stood = parts.flatMap(({ feature, title, stoodBefore: standing }) =>
    standing === undefined ? [] : [{ feature, title, standing }],
  );
  const corrections = previous === undefined ? [] : correctionsOf(previous, { ...since, stood });
  const first = merged(own.sections, { ...noSections, corrections: section('corrections', corrections) });
  const sections = parts.map((part) => part.sections).reduce(merged, first);
  const ignored = ignoredBefore(previous, factsOf(material), period.from, last);
  const { shipped, silent } = own;
  const { team, title = team } = state;
  const snoozed = [own, ...parts].filter(({ isSnoozed }) => isSnoozed).length;
  return digestOf(
    { audience: `team:${team}`, title, period, madeAt, previous },
    { sections, point: { shipped, silent, completion: completionOf(own.cadence) }, snoozed },
    {
      actions: nextActions(sections, { zone: period.zone, stars: starsOf(parts) }),
      ignored,
      escalates: escalates(ignored, period),
      standings: standingsOf(parts),
    },
  );
}

/** Features whose standing a digest remembers: with every id at its longest they fit into an item of the store. */
const MAX_STANDINGS = 600;

function standingsOf(parts: readonly FeaturePart[]): NonNullable<Digest['standings']> {
  const stand = parts.flatMap(({ feature, standing }) =>
    standing === undefined ? [] : [[feature, standing] as const],
  );
  return Object.fromEntries(stand.slice(0, MAX_STANDINGS));
}

const starsOf = (parts: readonly FeaturePart[]) =>
  new Map(
    parts.flatMap(({ feature, title, next, isSnoozed }) =>
      next === undefined || isSnoozed ? [] : [[feature, { title, next }] as const],
    ),
  );

function* factsOf({ facts, features }: TeamMaterial): Generator<Fact> {
  yield* facts;
  for (const each of features) yield* each.facts;
}

/** Ignored digests in a row after which the manager gets one, once. */
const ESCALATES_AT = 2;

/** Facts that answer a digest. Who reads one is not tracked, so a digest without an answer counts as ignored. */
const acts: ReadonlySet<Fact['type']> = new Set([
  'RecordVerified',
  'CadenceCompleted',
  'FeatureRegistered',
  'FeatureRetired',
  'TeamRegistered',
  'StarGranted',
  'StarNotApplicable',
  'EntitySnoozed',
]);

/**
 * How many digests in a row, up to the one before this, asked for something without anything being done until the end of
 * this period.
 * @param facts of the team and its features
 */
export function ignoredBefore(
  previous: Digest | undefined,
  facts: Iterable<Fact>,
  from: string,
  last: string,
): number {
  if (previous === undefined || !asks(previous)) return 0;
  for (const { type, detail } of facts)
    if (acts.has(type) && detail.occurredAt >= from && detail.occurredAt <= last) return 0;
  return previous.ignored + 1;
}

/** Of months only: with weeks and quarters, the same team would be reported three times. */
export const escalates = (ignored: number, { every }: Pick<Digest, 'every'>): boolean =>
  every === 'month' && ignored === ESCALATES_AT;

const asks = ({ unverified, cadence }: Digest): boolean =>
  unverified.total > 0 || cadence.items.some(({ state }) => state === 'overdue');
