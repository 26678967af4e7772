/** The evidence of a project for a release: its changes, declared shipments, and feature flags that were turned on. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import { flagDefaultAt, shareAt, turnedOnWithin } from '../../catalog/model/flag.ts';
import { compare, distinct, type Mention, ofType } from '../../kernel/model/facts.ts';
import { means, presentName } from '../../kernel/model/identity.ts';
import { corrected, correctionsIn } from './corrections.ts';
import { type Reverts, revertsAmong, takenBackOf } from './reverts.ts';
import type { Correction, Evidence } from './verdict.ts';

/** What the evidence of a project for one release is computed from, besides the cycle. */
export interface Work {
  readonly project: string;
  /** Its life, its changes in the window, and the facts that name the release; in order. */
  readonly facts: readonly Fact[];
  /** What was reverted within the window where its changes were merged; and its changes before, where a revert can mean one. */
  readonly reverts?: readonly Fact[] | undefined;
  readonly before?: readonly Fact[] | undefined;
  /** The features and feature flags that its facts mention up to the cut. */
  readonly mentions: readonly Mention[];
  /** Those features, by every name that leads to them. */
  readonly features: ReadonlyMap<string, FeatureState>;
  /** The ledgers of their feature flags and of those its changes name, in order. */
  readonly flags: ReadonlyMap<string, readonly Fact[]>;
}

/**
 * Every piece of evidence for a release, best first, the ones that do not count last. A change counts in the window it
 * was merged in, or in the release it names itself; a declared shipment counts as it says; a flag whose default turned
 * on inside the window is itself a shipment.
 */
export function evidenceFor(work: Work, cycle: Cycle): Evidence[] {
  const all = [
    ...shipments(work, cycle),
    ...changes(work, cycle),
    ...turnedOn(work, cycle),
    ...lateReverts(work, cycle),
    ...undecided(work, cycle),
  ];
  const withdrawals = ofType(work.facts, 'ShipmentWithdrawn').filter(({ detail }) =>
    means(cycle.names, detail.release, detail.occurredAt),
  );
  const said = correctionsIn(work.facts);
  return all.map((piece) => corrected(withdraw(piece, work, withdrawals), said)).toSorted(bestFirst);
}

const rank = ({ counts, exposure }: Evidence) => (!counts ? 2 : exposure === 'on-by-default' ? 0 : 1);

const bestFirst = (a: Evidence, b: Evidence) =>
  rank(a) - rank(b) || compare(a.at, b.at) || compare(a.event, b.event) || compare(a.kind, b.kind);

export const isWithin = ({ after, until }: Cycle, at: string) =>
  (after === undefined || at > after) && at <= until;

/** The changes that belong to a cycle: those that name its release, and those that name none and fall in its window. */
export const changesIn = (facts: readonly Fact[], cycle: Cycle) =>
  ofType(facts, 'ChangeMerged').filter(({ detail: { release, occurredAt } }) =>
    release == null ? isWithin(cycle, occurredAt) : means(cycle.names, release, occurredAt),
  );

function changes(work: Work, cycle: Cycle): Evidence[] {
  const all = changesIn(work.facts, cycle);
  const reverts = revertsOf(work, cycle);
  return all.map(({ detail }): Evidence => taken(pieceOf(work, cycle, detail), detail, reverts));
}

function pieceOf(work: Work, cycle: Cycle, detail: Merged): Evidence {
  const { id, occurredAt, title, url, feature } = detail;
  const flag = detail.flag ?? (feature == null ? undefined : featureAt(work, feature, occurredAt)?.flag);
  const named = { title, url, feature: feature ?? undefined };
  const piece = { kind: 'change', event: id, at: occurredAt, ...named, counts: true } as const;
  if (flag === undefined)
    return { ...piece, exposure: 'on-by-default', because: 'merged without a feature flag' };
  const turns = work.flags.get(flag) ?? [];
  const flagDefault = flagDefaultAt(turns, cycle.until);
  const exposure = flagDefault === 'on' ? 'on-by-default' : 'off-by-default';
  const because = behind(flag, flagDefault, shareAt(turns, cycle.until));
  return { ...piece, flag, flagDefault, exposure, because };
}

type Merged = Extract<Fact, { type: 'ChangeMerged' }>['detail'];

/** What was closed in the window, and may have been merged. It is decided by a merge of the same address, whatever came first. */
function undecided({ facts }: Work, cycle: Cycle): Evidence[] {
  const merged = new Set(ofType(facts, 'ChangeMerged').map(({ detail: { url } }) => url));
  return ofType(facts, 'ChangeUndecided').flatMap(({ detail: { id, occurredAt, title, url, release } }) => {
    const isIn = release == null ? isWithin(cycle, occurredAt) : means(cycle.names, release, occurredAt);
    if (!isIn || merged.has(url)) return [];
    const because = 'its sender does not say whether it was merged';
    return { kind: 'undecided', event: id, at: occurredAt, title, url, counts: false, because } as const;
  });
}

/** The reverts that concern a window: those within it, of the project and of everything merged where its changes were. */
function revertsOf({ facts, reverts = [] }: Work, cycle: Cycle): Reverts {
  const within = ofType([...facts, ...reverts], 'ChangeReverted').filter(
    ({ detail: { release, occurredAt } }) =>
      release == null ? isWithin(cycle, occurredAt) : means(cycle.names, release, occurredAt),
  );
  const inOrder = within.toSorted(
    (a, b) => compare(a.detail.occurredAt, b.detail.occurredAt) || compare(a.detail.id, b.detail.id),
  );
  return revertsAmong(
    inOrder,
    changesIn(facts, cycle).map(({ detail }) => detail),
  );
}

/** A change that was reverted in its window does not count; a revert of the revert gives it back. */
function taken(piece: Evidence, detail: Merged, reverts: Reverts): Evidence {
  const all = reverts.of(detail);
  const source = reverts.givenBackBy(detail);
  const corrections = all.map(({ revert: { id, occurredAt, title, url }, holds }): Correction => {
    const kind = holds ? 'reverted' : 'restored';
    return { kind, event: id, at: occurredAt, title, url };
  });
  const shown = corrections.length === 0 ? piece : { ...piece, corrections };
  const holding = all.findLast(({ holds }) => holds);
  if (holding !== undefined)
    return { ...shown, counts: false, because: `it was reverted by “${holding.revert.title}”` };
  if (source === undefined) return shown;
  // What it gives back is there itself, and counts once.
  return {
    ...shown,
    counts: false,
    because: `it gives back what “${source.title}” took, in the same window`,
  };
}

/** What was reverted after it had counted in an earlier release. */
function lateReverts(work: Work, cycle: Cycle): Evidence[] {
  const changes = ofType(work.before ?? [], 'ChangeMerged').map(({ detail }) => detail);
  return revertsOf(work, cycle).others.flatMap((revert) => {
    const change = takenBackOf(revert, changes);
    if (change === undefined) return [];
    const { id, occurredAt, title, url } = revert;
    const because = `it takes back “${change.title}”, which counted in an earlier release`;
    return { kind: 'revert', event: id, at: occurredAt, title, url, counts: false, because };
  });
}

const behind = (flag: string, flagDefault: string, share?: string) =>
  flagDefault === 'unknown'
    ? `merged behind feature flag ${flag}, whose default is unknown and counts as off`
    : `merged behind feature flag ${flag}, ${flagDefault} by default${share === undefined ? '' : ` and ${share}`} at the cut`;

function shipments({ facts }: Work, cycle: Cycle): Evidence[] {
  return ofType(facts, 'FeatureShipped')
    .filter(({ detail }) => means(cycle.names, detail.release, detail.occurredAt))
    .map(({ detail: { id, occurredAt, feature, exposure, evidence } }) => ({
      kind: 'shipment',
      event: id,
      at: occurredAt,
      url: evidence,
      feature,
      exposure,
      counts: true,
      because: `declared as shipped ${exposure}`,
    }));
}

function turnedOn(work: Work, { after, until }: Cycle): Evidence[] {
  return flagsOf(work, until).flatMap(({ flag, feature }) => {
    const turn = turnedOnWithin(work.flags.get(flag) ?? [], after, until);
    if (turn === undefined) return [];
    return {
      kind: 'flag',
      event: turn.detail.id,
      at: turn.detail.occurredAt,
      url: turn.detail.evidence,
      feature,
      flag,
      flagDefault: 'on',
      exposure: 'on-by-default',
      counts: true,
      because: `the default of feature flag ${flag} turned on`,
    };
  });
}

/** The feature flags of a project at a cut: those of its features, and those that any of its changes is behind. */
export function flagsOf({ project, mentions, features }: Work, until: string) {
  const mentioned = (kind: Mention['kind']) =>
    mentions.filter((mention) => mention.kind === kind && mention.since <= until).toSorted(bySince);
  const flags = new Map<string, string | undefined>();
  for (const { names, since } of mentioned('BEHIND')) {
    const [flag = '', feature] = names;
    const meant = feature && (featureAt({ features }, feature, since)?.feature ?? feature);
    flags.set(flag, meant ?? flags.get(flag));
  }
  const ofFeatures = (kind: Mention['kind']) =>
    mentioned(kind).flatMap(({ names }) => names.flatMap((name) => everMeant(features, name)));
  const [claimed, owned] = [ofFeatures('CLAIMED'), ofFeatures('OWNED')];
  for (const { feature, flag } of [...claimed, ...owned.filter((each) => each.project === project)])
    if (flag !== undefined) flags.set(flag, feature);
  return [...flags].map(([flag, feature]) => ({ flag, feature })).toSorted((a, b) => compare(a.flag, b.flag));
}

const bySince = (a: Mention, b: Mention) =>
  compare(a.since, b.since) || compare(a.names.join('\n'), b.names.join('\n'));

/** The feature that a name meant at a moment, as it is now. */
export function featureAt(
  { features }: Pick<Work, 'features'>,
  name: string,
  at: string,
): FeatureState | undefined {
  const named = features.get(name);
  return named && (features.get(presentName(name, named, at)) ?? named);
}

/** Every feature that a name ever meant, as it is now. */
const everMeant = (features: Work['features'], name: string): FeatureState[] => {
  const named = features.get(name);
  return named === undefined ? [] : namesToFollow(named).flatMap((each) => features.get(each) ?? []);
};

/** The present names of all features that the name of a state ever meant. */
export const namesToFollow = ({ feature, renamedTo, earlier }: FeatureState): string[] =>
  distinct([renamedTo ?? feature, ...earlier.map(({ name }) => name)]);

/** The features that facts mention, as they are named there. */
export const featuresNamed = (facts: readonly Fact[]): string[] =>
  distinct([
    ...ofType(facts, 'ChangeMerged').flatMap(({ detail }) => detail.feature ?? []),
    ...ofType(facts, 'FeatureShipped').map(({ detail }) => detail.feature),
    ...ofType(facts, 'ShipmentWithdrawn').map(({ detail }) => detail.feature),
    // A verdict reads no plans; the outlook of a release does.
    ...ofType(facts, 'ShipmentPlanned').flatMap(({ detail }) => detail.feature ?? []),
  ]);

type Withdrawal = Extract<Fact, { type: 'ShipmentWithdrawn' }>;

/** A withdrawn shipment no longer counts but stays in the evidence; shipped again after that, it counts again. */
function withdraw(piece: Evidence, work: Work, withdrawals: readonly Withdrawal[]): Evidence {
  const named = (feature: string | undefined, at: string) =>
    feature === undefined ? undefined : (featureAt(work, feature, at)?.feature ?? feature);
  const withdrawal = withdrawals.find(
    ({ detail }) =>
      named(detail.feature, detail.occurredAt) === named(piece.feature, piece.at) &&
      detail.occurredAt >= piece.at,
  );
  if (withdrawal === undefined) return piece;
  const { id, occurredAt, reason, actor } = withdrawal.detail;
  const correction = { kind: 'withdrawn', event: id, at: occurredAt, reason, by: actor } as const;
  return { ...piece, counts: false, because: 'it was withdrawn', corrections: [correction] };
}
