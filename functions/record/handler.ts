/** Every fact of the bus: into the ledger or, where it cannot be understood, into quarantine. */
import { readFact } from '../../events/read.ts';
import { eventQuarantined } from '../domain/announcements.ts';
import { inParallel } from '../kernel/parallel.ts';
import type { Store } from '../kernel/store/store.ts';
import { surroundings } from '../kernel/surroundings.ts';
import { quarantine } from '../ledger/quarantine.ts';
import { metrics } from '../runtime/metrics.ts';
import { type Announce, announce } from '../runtime/publish.ts';
import { queueHandler } from '../runtime/queue.ts';
import { recordFact } from './record-fact.ts';

/** @param now UTC instant of arrival */
export async function record(table: Store, tell: Announce, entry: unknown, now: string): Promise<void> {
  const read = readFact(entry);
  if (read.ok) {
    await recordFact(table, tell, read, now);
    metrics.addMetric('FactsRecorded', 'Count', 1);
  } else {
    await quarantine(table, read, now);
    await tell([eventQuarantined(read.refusal, read.message, read.digest, now)]);
    metrics.addMetric('EventsQuarantined', 'Count', 1);
  }
}

export const handler = queueHandler(async (entries) => {
  const { store } = surroundings();
  const now = new Date().toISOString();
  await inParallel(entries, (entry) => record(store, announce, entry, now));
});
