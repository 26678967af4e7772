/** The example that a first start shows: facts of a real project, put on the bus like any others. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { TEAMS, TRAINS, UNREGISTERED } from '../../functions/catalog/model/summary.ts';
import { all, type Store } from '../../functions/kernel/store/store.ts';
import type { Host } from './running-host.ts';

const KUBERNETES = fileURLToPath(new URL('demo/kubernetes.jsonl', import.meta.url));

const line = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Loads the demo into an empty ledger. All of it is taken or nothing: a process that dies meanwhile has it in its queues,
 * and the next one goes on.
 * @returns whether it was loaded
 */
export async function loadDemo(
  host: Pick<Host, 'idle' | 'store' | 'publish'>,
  file = KUBERNETES,
): Promise<boolean> {
  // What an earlier process left unfinished may be the user's own: the ledger is empty only after that.
  await host.idle();
  if (!(await isEmpty(host.store))) return false;
  const lines = (await readFile(file, 'utf8')).split('\n').filter((text) => text !== '');
  await host.publish(lines.map((text) => line.parse(JSON.parse(text))));
  await host.idle();
  return true;
}

/** Whatever facts speak of is in one of these lists. */
async function isEmpty(store: Store): Promise<boolean> {
  const lists = [TRAINS, TEAMS, UNREGISTERED].map((list) => all(store.list('listing', list, { limit: 1 })));
  return (await Promise.all(lists)).every((items) => items.length === 0);
}
