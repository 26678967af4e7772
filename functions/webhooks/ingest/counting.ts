/**
 * Counts deliveries by their kind of sender, for the alarms. A line of counts costs as much as reading the ledger, so
 * good deliveries wait for others: they are written after a minute, or with what is not good, which is written at once.
 * An instance that ends takes those that wait with it: the share of bad ones can then look greater than it is, and
 * never smaller; and a sender's silence is told from its last good minute.
 */

import { metrics, QUARANTINED, RECEIVED, REJECTED, UNATTRIBUTED } from '../../kernel/log/metrics.ts';
import { perHost } from '../../kernel/surroundings.ts';
import type { Received } from './receive.ts';

type Counted = Received['outcome'] | 'rejected';

const NOT_GOOD: ReadonlySet<Counted> = new Set(['quarantined', 'rejected', 'unattributed']);
const LINE_EVERY_MS = 60_000;
/** A line holds fewer than 100 values of a metric. */
const MAX_WAITING = 50;

interface Counting {
  /** When the last line was written, in milliseconds since 1970. */
  readonly writtenAt: number;
  readonly waiting: readonly Counted[];
}

const counts = perHost(() => new Map<string, Counting>());

/** @param now UTC instant */
export const countRejected = (source: string, now: string): void => count(source, 'rejected', now);

/** @param now UTC instant */
export const countReceived = ({ source, outcome }: Pick<Received, 'source' | 'outcome'>, now: string): void =>
  count(source, outcome, now);

function count(source: string, outcome: Counted, now: string): void {
  const bySource = counts();
  const { writtenAt, waiting } = bySource.get(source) ?? { writtenAt: Number.NEGATIVE_INFINITY, waiting: [] };
  const all = [...waiting, outcome];
  const moment = Date.parse(now);
  // A clock that was set back must not keep them until it is there again.
  const isSoon = moment >= writtenAt && moment < writtenAt + LINE_EVERY_MS;
  const waits = isSoon && !NOT_GOOD.has(outcome) && all.length <= MAX_WAITING;
  bySource.set(source, waits ? { writtenAt, waiting: all } : { writtenAt: moment, waiting: [] });
  if (!waits) write(source, all);
}

/** Each as 1 or 0, so that averages are shares. */
function write(source: string, outcomes: readonly Counted[]): void {
  metrics.addDimension('source', source);
  for (const outcome of outcomes) {
    const add = (metric: string, of: Counted) => metrics.addMetric(metric, 'Count', outcome === of ? 1 : 0);
    add(REJECTED, 'rejected');
    if (outcome === 'rejected') continue;
    metrics.addMetric(RECEIVED, 'Count', 1);
    add(QUARANTINED, 'quarantined');
    add(UNATTRIBUTED, 'unattributed');
  }
  // What is counted next may be of another sender.
  metrics.publishStoredMetrics();
}
