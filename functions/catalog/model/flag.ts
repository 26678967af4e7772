import * as z from 'zod';
import { isSameJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { share } from '../../../events/facts/feature.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { distinct, ofType } from '../../kernel/model/facts.ts';
import { flagFields } from './import/records.ts';
import { lastOfEach, lifecycleOf, lifecycleShape, type ShapeOf } from './record-keeping.ts';

/** A feature flag: the switch, not a flagged project. */
export const flagState = lazy(() =>
  z.object({
    flag: z.string(),
    /** Whether it was registered, or a feature ever named it as its own. */
    registered: z.boolean(),
    ...lifecycleShape(),
    ...({
      title: z.string().optional(),
      team: z.string().optional(),
      kind: z.string().optional(),
      since: z.string().optional(),
      url: z.string().optional(),
    } satisfies ShapeOf<typeof flagFields>),
    features: z.array(z.string()),
    /** Features that named it, beyond those above. */
    featuresOmitted: z.int(),
    enabledByDefault: z.boolean().optional(),
    /** For whom it is on although it is off by default. */
    share: share().optional(),
    changedAt: z.string().optional(),
    /** When its default changed, oldest first: the newest of them where there are more than fit. */
    turns: z.array(
      z.object({
        id: z.string(),
        occurredAt: z.string(),
        enabledByDefault: z.boolean(),
        share: share().optional(),
        evidence: z.string().optional(),
      }),
    ),
    /** Whether `turns` holds all there were; if not, the ledger says what was before. */
    complete: z.boolean(),
  }),
);
export type FlagState = Output<typeof flagState>;

const ofFlag = lazy(() => flagFields().keyof());

/** Turns that a snapshot holds: with every id and address at its longest they stay under 400 KB an item. */
const MAX_TURNS = 100;
/** Features that a state names. */
const MAX_FEATURES = 100;

/**
 * Folds a feature flag's ledger: its default as it was last stated, and the features that ever named it.
 * @param facts in order
 * @param named the features that ever named it
 */
export function foldFlag(flag: string, facts: readonly Fact[], named: readonly string[] = []): FlagState {
  const turns = turnsIn(facts);
  const last = turns.at(-1);
  const features = distinct(named);
  const said = ofType(facts, 'FeatureFlagRegistered').map(({ detail }) => detail);
  return {
    flag,
    registered: features.length > 0 || said.length > 0,
    ...lifecycleOf(facts, 'FeatureFlagRegistered'),
    ...lastOfEach(said, ofFlag().options),
    features: features.slice(0, MAX_FEATURES),
    featuresOmitted: Math.max(0, features.length - MAX_FEATURES),
    enabledByDefault: last?.enabledByDefault,
    share: last?.share,
    changedAt: last?.occurredAt,
    turns: turns.slice(-MAX_TURNS),
    complete: turns.length <= MAX_TURNS,
  };
}

/** The changes that changed something: a default or a share that is stated again is no turn. */
function turnsIn(facts: readonly Fact[]): FlagState['turns'] {
  const changes = ofType(facts, 'FeatureFlagChanged').map(({ detail }) => detail);
  const turns = changes.filter(
    ({ enabledByDefault, share }, at) =>
      enabledByDefault !== changes[at - 1]?.enabledByDefault ||
      !isSameJson(share ?? null, changes[at - 1]?.share ?? null),
  );
  return turns.map(({ id, occurredAt, enabledByDefault, share, evidence }) => ({
    id,
    occurredAt,
    enabledByDefault,
    share: share ?? undefined,
    evidence,
  }));
}

/** The turns of a snapshot as the facts that they come from: verdicts read those. */
export const turnFacts = ({ flag, turns }: FlagState): Fact[] =>
  turns.map((turn) => ({ type: 'FeatureFlagChanged', detail: { version: 1, flag, ...turn } }));

export type FlagDefault = 'on' | 'off' | 'unknown';
export type Share = Output<typeof share>;

/** For whom a flag is on that is off by default, in words; undefined where that is nobody. Segments are counted: names can be of customers. */
export function shareInWords(share: Share | null | undefined): string | undefined {
  const segments = share?.segments?.length ?? 0;
  const parts = [
    ...(share?.percent ? [`${Number(share.percent.toFixed(2))} % of users`] : []),
    ...(segments > 0 ? [segments === 1 ? 'a segment of users' : `${segments} segments of users`] : []),
  ];
  return parts.length === 0 ? undefined : `on for ${parts.join(' and ')}`;
}

/** The share for whom a feature flag was on at a moment (inclusive), in words. @param facts in order */
export const shareAt = (facts: readonly Fact[], at: string): string | undefined =>
  shareInWords(
    ofType(facts, 'FeatureFlagChanged').findLast(({ detail }) => detail.occurredAt <= at)?.detail.share,
  );

/**
 * A feature flag's default at a moment (inclusive). Before it was first stated it is unknown, which is neither on nor off.
 * @param facts in order
 */
export function flagDefaultAt(facts: readonly Fact[], at: string): FlagDefault {
  const last = ofType(facts, 'FeatureFlagChanged').findLast(({ detail }) => detail.occurredAt <= at);
  if (last === undefined) return 'unknown';
  return last.detail.enabledByDefault ? 'on' : 'off';
}

/**
 * The fact that turned a feature flag's default on inside a window (after, until], where it was not on before and is
 * still on at the end. Off and on again within the window, when it was on before, turns nothing on.
 * @param facts in order
 */
export function turnedOnWithin(facts: readonly Fact[], after: string | undefined, until: string) {
  if (after !== undefined && flagDefaultAt(facts, after) === 'on') return undefined;
  const within = ofType(facts, 'FeatureFlagChanged').filter(({ detail }) => detail.occurredAt <= until);
  if (within.at(-1)?.detail.enabledByDefault !== true) return undefined;
  const lastOff = within.findLastIndex(({ detail }) => !detail.enabledByDefault);
  return within[lastOff + 1];
}
