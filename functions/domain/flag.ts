import { z } from 'zod';
import type { Fact } from '../../events/catalogue.ts';
import { distinct, ofType } from './entries.ts';

/** A feature flag: the switch, not a flagged project. */
export const flagState = z.object({
  flag: z.string(),
  /** Whether a feature ever named it as its own. */
  registered: z.boolean(),
  features: z.array(z.string()),
  enabledByDefault: z.boolean().optional(),
  changedAt: z.string().optional(),
});
export type FlagState = z.output<typeof flagState>;

/**
 * Folds a feature flag's ledger: its default as last told, and the features that ever named it.
 * @param facts in order
 */
export function foldFlag(flag: string, facts: readonly Fact[]): FlagState {
  const last = ofType(facts, 'FeatureFlagChanged').at(-1);
  const features = distinct(ofType(facts, 'FeatureRegistered').map(({ detail }) => detail.feature));
  return {
    flag,
    registered: features.length > 0,
    features,
    enabledByDefault: last?.detail.enabledByDefault,
    changedAt: last?.detail.occurredAt,
  };
}

export type FlagDefault = 'on' | 'off' | 'unknown';

/**
 * A feature flag's default at a moment (inclusive). Nobody ever told it: unknown, which is neither on nor off.
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
