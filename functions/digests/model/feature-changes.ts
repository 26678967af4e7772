/** What changed about a feature within a period, for those who tell others of it. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Period } from '../../kernel/model/period.ts';
import type { ChangedFeature } from './items.ts';

/** Ids of the maturity levels that mean that a feature is on its way out. Levels are the organisation's own. */
export const USUAL_DEPRECATED: readonly string[] = ['deprecated'];

/**
 * Whether a feature is new within a period, moved to another maturity, or became deprecated; `undefined` for none of them.
 * It goes by what was at both ends: there and back again is no change. One that is retired at the end has nothing to tell;
 * one that was retired and is back is new again.
 * @param feature what it is called now, whatever it was called then
 * @param facts the feature's ledger with those of its former names, in order
 * @param period from (inclusive) until (exclusive), UTC instants
 * @param titles of the maturity levels, by id; one that has none is shown by its id
 */
export function changeWithin(
  feature: string,
  facts: readonly Fact[],
  { from, until }: Pick<Period, 'from' | 'until'>,
  titles: ReadonlyMap<string, string> = new Map(),
  deprecated: readonly string[] = USUAL_DEPRECATED,
): ChangedFeature | undefined {
  const now = presentAt(facts, until);
  if (now === undefined) return undefined;
  const before = presentAt(facts, from);
  if (before?.maturity === now.maturity) return undefined;
  const { title, team, maturity } = now;
  const to = titles.get(maturity) ?? maturity;
  if (before === undefined) return { feature, title, team, change: 'new', to };
  const change = deprecated.includes(maturity) ? 'deprecated' : 'changed';
  return { feature, title, team, change, from: titles.get(before.maturity) ?? before.maturity, to };
}

/** What was last said of a feature before a moment; `undefined` when it was not there. */
function presentAt(facts: readonly Fact[], moment: string) {
  const known = facts.filter(({ detail }) => detail.occurredAt < moment);
  const last = known.findLast(({ type }) => type === 'FeatureRegistered' || type === 'FeatureRetired');
  return last?.type === 'FeatureRegistered' ? last.detail : undefined;
}
