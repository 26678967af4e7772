/** The demo of a first start: facts of a real project and of an invented shop, published like any others, and their digests. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { TEAMS, TRAINS, UNREGISTERED } from '../../functions/catalog/model/lists.ts';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import { lastEnded } from '../../functions/kernel/model/period.ts';
import { all, type Store } from '../../functions/kernel/store/store.ts';
import { shopFacts } from './demo/shop.ts';
import type { Host } from './host.ts';

const KUBERNETES = fileURLToPath(new URL('demo/kubernetes.jsonl', import.meta.url));

const line = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Loads the demo, all of it or nothing: if the process dies meanwhile, it is in the queues, and the next start goes on.
 * @param now UTC instant, which the moments of the shop are counted from
 */
export async function loadDemo(
  host: Pick<Host, 'idle' | 'publish'>,
  now = new Date().toISOString(),
  file = KUBERNETES,
): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((text) => text !== '');
  await host.publish([...lines.map((text) => line.parse(JSON.parse(text))), ...shopFacts(now)]);
  await host.idle();
}

/** Whether a ledger holds nothing at all: every entity is in one of these lists. */
export async function isEmpty(store: Store): Promise<boolean> {
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
