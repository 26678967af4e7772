/** When the features of a team were last looked at, for the steps that confirm them. */
import type { Fact } from '../../../events/catalogue.ts';
import { type FeatureState, foldFeature } from '../../catalog/model/feature.ts';
import { snoozedUntil } from '../../catalog/model/snooze.ts';
import type { Seen } from './cadence-done.ts';
import { lastSeenAt } from './verified.ts';

/** Whether a feature is there, and a team's. */
export const isOf = (team: string, state: FeatureState): boolean =>
  state.registered && state.retiredAt === undefined && state.team === team;

/**
 * A team's features as they were at a moment. Of one that was snoozed then, nobody is asked to look at it.
 * @param features with their ledgers, in order
 * @param moment UTC instant, inclusive
 */
export const seenFeatures = (
  team: string,
  features: readonly { readonly feature: string; readonly facts: readonly Fact[] }[],
  moment: string,
): Seen[] =>
  features.flatMap(({ feature, facts }) => {
    const state = foldFeature(
      feature,
      facts.filter(({ detail }) => detail.occurredAt <= moment),
    );
    const seen = lastSeenAt(state);
    const isAsked = isOf(team, state) && snoozedUntil(facts, moment) === undefined;
    return seen === undefined || !isAsked ? [] : [{ entity: `feature:${feature}`, lastSeenAt: seen }];
  });
