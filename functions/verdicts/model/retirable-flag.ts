/** Feature flags that can go: one stays for one release after its default turned on. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { turnedOnWithin } from '../../catalog/model/flag.ts';

/** A feature flag that is offered for removal. */
export interface RetirableFlag {
  readonly flag: string;
  /** Since when its default has been on, UTC. */
  readonly since: string;
  /** The release that shipped it on by default. */
  readonly release: string;
}

/**
 * Whether a feature's flag can go at a moment. The first release that is cut after the default turned on ships it on, and
 * whoever runs that release can still switch it off: that is the one release it stays for. Once it is cut, work goes into
 * its successor, which need not have the flag. Turned off and on again, it begins anew. A default that nobody ever told
 * is unknown, and not offered; nor is the flag of a feature that no longer names it, or that is retired.
 * @param flagFacts the flag's ledger, in order
 * @param judged the cycles of the feature's train, in order
 * @param at UTC instant, inclusive
 */
export function retirableFlag(
  { flag, retiredAt }: { readonly flag?: string | undefined; readonly retiredAt?: string | undefined },
  flagFacts: readonly Fact[],
  judged: readonly Pick<Cycle, 'release' | 'until'>[],
  at: string,
): RetirableFlag | undefined {
  if (flag === undefined || retiredAt !== undefined) return undefined;
  const since = turnedOnWithin(flagFacts, undefined, at)?.detail.occurredAt;
  if (since === undefined) return undefined;
  const release = judged.find(({ until }) => until >= since && until <= at)?.release;
  return release === undefined ? undefined : { flag, since, release };
}
