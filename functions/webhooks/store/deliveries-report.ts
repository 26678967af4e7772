/** What people are shown of deliveries: by sender, and what waits for a mapping. */

import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { DeliveriesReport } from '../model/report.ts';
import { SENDERS } from '../model/senders.ts';
import { readDeliveries } from './deliveries.ts';
import { readUnattributed } from './unattributed.ts';

const DAYS = 7;
const DAY_MS = 86_400_000;
/** Lines of one sender that are shown; what the others stand for is counted. */
const MAX = 50;

/** @param now UTC instant */
export async function deliveriesReport(table: Store, now: string): Promise<DeliveriesReport> {
  const days = Array.from({ length: DAYS }, (_none, back) =>
    new Date(Date.parse(now) - back * DAY_MS).toISOString().slice(0, 10),
  );
  const sources = await inParallel(SENDERS, async (source) => {
    const all = await readDeliveries(table, source, days);
    const count = all.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
    return { source, count, latest: all.slice(0, MAX) };
  });
  const unattributed = await readUnattributed(table);
  return { sources, unattributed };
}
