/** What is noted of a delivery that was answered: counts for the alarms, and records for people. */
import { digestOf } from '../../../events/canonical-json.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { metrics, QUARANTINED, RECEIVED, REJECTED, UNATTRIBUTED } from '../../kernel/log/metrics.ts';
import type { Store } from '../../kernel/store/store.ts';
import { perHost } from '../../kernel/surroundings.ts';
import type { DeliveryRecord } from '../model/report.ts';
import { storeDelivery } from '../store/deliveries.ts';

/** Work for a delivery that was accepted. Its failure is only logged: the facts are on the bus. */
export const afterwards = (what: string, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) =>
    logger.warn(`A delivery was taken, and ${what} could not be stored.`, { error: asError(error) }),
  );

/** How often records and counts are written of what needs no action. */
const WRITE_EVERY_MS = 60_000;

/** A clock that was set back must not silence anything until it has caught up. */
const isSoonAfter = (moment: number, last: number): boolean =>
  moment >= last && moment < last + WRITE_EVERY_MS;

type Counted = DeliveryRecord['outcome'] | 'rejected';

const NOT_GOOD: ReadonlySet<Counted> = new Set(['quarantined', 'rejected', 'unattributed']);
/** A line holds fewer than 100 values of a metric. */
const MAX_WAITING = 50;

/** `writtenAt`: when the last line was written, in milliseconds since 1970. */
const counts = perHost(() => new Map<string, { writtenAt: number; waiting: readonly Counted[] }>());

/**
 * Counts a delivery by its kind of sender. Writing a line costs as much as reading the ledger, so good deliveries are written
 * after a minute, or with the next bad one, which is written at once. An instance that ends loses those that wait: the share
 * of bad ones can then look greater than it is, and never smaller.
 * @param now UTC instant
 */
export function countDelivery(source: string, outcome: Counted, now: string): void {
  const bySource = counts();
  const { writtenAt, waiting } = bySource.get(source) ?? { writtenAt: Number.NEGATIVE_INFINITY, waiting: [] };
  const all = [...waiting, outcome];
  const moment = Date.parse(now);
  const waits = isSoonAfter(moment, writtenAt) && !NOT_GOOD.has(outcome) && all.length <= MAX_WAITING;
  bySource.set(source, waits ? { writtenAt, waiting: all } : { writtenAt: moment, waiting: [] });
  if (!waits) writeCounts(source, all);
}

/** Each as 1 or 0, so that averages are shares. */
function writeCounts(source: string, outcomes: readonly Counted[]): void {
  metrics.addDimension('source', source);
  for (const outcome of outcomes) {
    const add = (metric: string, of: Counted) => metrics.addMetric(metric, 'Count', outcome === of ? 1 : 0);
    add(REJECTED, 'rejected');
    if (outcome === 'rejected') continue;
    metrics.addMetric(RECEIVED, 'Count', 1);
    add(QUARANTINED, 'quarantined');
    add(UNATTRIBUTED, 'unattributed');
  }
  // The next counts may be of another sender.
  metrics.publishStoredMetrics();
}

/** The outcomes that need no action. */
const USUAL: ReadonlySet<Counted> = new Set(['accepted', 'duplicate', 'ignored']);
/** Kinds of events that an instance counts; senders choose the names. */
const MAX_KINDS = 200;

/** By kind of event: when its last record was stored, in milliseconds since 1970, and the deliveries since then. */
const kindsSeen = perHost(() => new Map<string, { recordedAt: number; more: number }>());

/**
 * Stores the record that the deliveries page shows, which costs as much as recording the fact. So only what needs action
 * always has a record of its own; for the rest there is one a minute for each kind of event, which also counts those since
 * the one before. What is counted and not followed by another in the same instance is not shown: the page says "at least".
 */
export async function recordDelivery(table: Store, record: DeliveryRecord, body: Buffer): Promise<void> {
  const store = (more: number) =>
    storeDelivery(table, { ...record, more: more || undefined }, digestOf(body.toString('latin1')));
  await (USUAL.has(record.outcome) && record.unknown === undefined ? oneAMinute(record, store) : store(0));
}

async function oneAMinute(
  { source, outcome, event, at, solution, known, refused }: DeliveryRecord,
  store: (more: number) => Promise<void>,
): Promise<void> {
  const kinds = kindsSeen();
  // What nearly counts, what was renamed and what is refused have lines of their own, so that others do not hide them.
  const name = [source, outcome, event, solution ?? '', known ?? '', refused?.join(' ') ?? ''].join('\n');
  const moment = Date.parse(at);
  const last = kinds.get(name);
  if (last !== undefined && isSoonAfter(moment, last.recordedAt)) {
    kinds.set(name, { ...last, more: last.more + 1 });
    return;
  }
  // Remembered before it is stored, so that those that come meanwhile are counted instead. The newest stands last.
  kinds.delete(name);
  kinds.set(name, { recordedAt: moment, more: 0 });
  for (const oldest of kinds.keys()) if (kinds.size > MAX_KINDS) kinds.delete(oldest);
  try {
    await store(last?.more ?? 0);
  } catch (error) {
    const meanwhile = kinds.get(name)?.more ?? 0;
    kinds.set(name, { recordedAt: 0, more: (last?.more ?? 0) + meanwhile + 1 });
    throw error;
  }
}
