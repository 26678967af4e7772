/** The demo of a first start: facts of a real project, published like any others, and their digests. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { TEAMS, TRAINS, UNREGISTERED } from '../../functions/catalog/model/kinds.ts';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import { lastEnded } from '../../functions/kernel/model/period.ts';
import { all, type Store } from '../../functions/kernel/store/store.ts';
import type { Host } from './host.ts';

const KUBERNETES = fileURLToPath(new URL('demo/kubernetes.jsonl', import.meta.url));

const line = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Loads the demo into an empty ledger, all of it or nothing: if the process dies meanwhile, it is in the queues, and the
 * next start goes on.
 * @returns whether it was loaded
 */
export async function loadDemo(
  host: Pick<Host, 'idle' | 'store' | 'publish'>,
  file = KUBERNETES,
): Promise<boolean> {
  // Messages that an earlier process left may be the user's own facts, so they are processed first.
  await host.idle();
  if (!(await isEmpty(host.store))) return false;
  const lines = (await readFile(file, 'utf8')).split('\n').filter((text) => text !== '');
  await host.publish(lines.map((text) => line.parse(JSON.parse(text))));
  await host.idle();
  return true;
}

/** Every entity is in one of these lists. */
async function isEmpty(store: Store): Promise<boolean> {
  const lists = [TRAINS, TEAMS, UNREGISTERED].map((list) => all(store.list('listing', list, { limit: 1 })));
  return (await Promise.all(lists)).every((items) => items.length === 0);
}

/** The last month in which a release of the demo was cut: 1.31. */
export const DEMO_PERIOD = '2024-07';

/**
 * Makes the digests of the demo's last month with a release, and of last month: once there is a digest, the hourly
 * schedule makes those of every month after the newest one. Nobody is notified of a demo.
 * @param now UTC instant
 */
export async function makeDemoDigests(table: Store, now = new Date().toISOString()): Promise<void> {
  const announce = async () => {};
  for (const period of [DEMO_PERIOD, lastEnded('month', now, 'UTC').name])
    await makeDigests({ table, announce, now }, { everies: ['month'], period });
}
