/** Every fact of the bus: into the ledger or, where it cannot be understood, into quarantine. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { type Accepted, readFact } from '../../../events/read.ts';
import { cut } from '../../../events/refusal.ts';
import { queueHandler } from '../../kernel/bus/handlers.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import { eventQuarantined } from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { type Working, working } from '../../kernel/working.ts';
import { recordFacts } from './record-facts.ts';

export async function record(around: Working, entries: readonly unknown[]): Promise<void> {
  const { table, announce, now } = around;
  const read = entries.map((entry) => ({ ...readFact(entry), entry }));
  const accepted = read.filter((each): each is Accepted & { readonly entry: unknown } => each.ok);
  await inParallel(read, async (each) => {
    if (each.ok) return;
    await quarantine(table, each, now, { what: whatIsIn(each.entry) });
    await announce([eventQuarantined(each.refusal, each.message, each.digest, now)]);
  });
  if (accepted.length > 0) await recordFacts(around, accepted);
}

const MAX_NAME = 200;
const event = lazy(() => z.object({ 'detail-type': z.string(), detail: z.object({ id: z.string() }) }));

/** Its type and id, as far as it has them. */
function whatIsIn(entry: unknown): string | undefined {
  const { data } = event().safeParse(entry);
  return data === undefined ? undefined : cut(`${data['detail-type']} ${data.detail.id}`, MAX_NAME);
}

export const handler = queueHandler((entries) => record(working(), entries));
