/** Every fact of the bus: into the ledger or, where it cannot be understood, into quarantine. */
import { type Accepted, readFact } from '../../../events/read.ts';
import { queueHandler } from '../../kernel/bus/handlers.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import { eventQuarantined } from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { type Working, working } from '../../kernel/working.ts';
import { recordFacts } from './record-facts.ts';

export async function record(around: Working, entries: readonly unknown[]): Promise<void> {
  const { table, announce, now } = around;
  const read = entries.map(readFact);
  const accepted = read.filter((each): each is Accepted => each.ok);
  await inParallel(read, async (each) => {
    if (each.ok) return;
    await quarantine(table, each, now);
    await announce([eventQuarantined(each.refusal, each.message, each.digest, now)]);
  });
  if (accepted.length > 0) await recordFacts(around, accepted);
}

export const handler = queueHandler((entries) => record(working(), entries));
