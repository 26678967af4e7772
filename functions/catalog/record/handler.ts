/** Every fact of the bus: into the ledger or, where it cannot be understood, into quarantine. */
import { type Accepted, readFact } from '../../../events/read.ts';
import { type Announce, announce } from '../../kernel/bus/publish.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { eventQuarantined } from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { quarantine } from '../../kernel/quarantine.ts';
import type { Store } from '../../kernel/store/store.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { recordFacts } from './record-facts.ts';

/** @param now UTC instant of arrival */
export async function record(
  table: Store,
  tell: Announce,
  entries: readonly unknown[],
  now: string,
): Promise<void> {
  const read = entries.map(readFact);
  const accepted = read.filter((each): each is Accepted => each.ok);
  await inParallel(read, async (each) => {
    if (each.ok) return;
    await quarantine(table, each, now);
    await tell([eventQuarantined(each.refusal, each.message, each.digest, now)]);
  });
  if (accepted.length > 0) await recordFacts(table, tell, accepted, now);
}

export const handler = queueHandler((entries) =>
  record(surroundings().store, announce, entries, new Date().toISOString()),
);
