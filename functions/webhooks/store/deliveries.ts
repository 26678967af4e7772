/** What was delivered: for people to see for some weeks, and, for senders that sign an id, to know a repeat by. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { deliveredKey, deliveredOn, receivedKey } from '../../kernel/store/keys.ts';
import { all, getOne, type Store } from '../../kernel/store/store.ts';

export const delivered = lazy(() =>
  z.object({
    source: z.string(),
    /** UTC instant of arrival. */
    at: z.string(),
    /** In the sender's words: `pull_request closed`. */
    event: z.string(),
    outcome: z.enum(['accepted', 'duplicate', 'ignored', 'quarantined', 'unattributed', 'ping']),
    place: z.string().optional(),
    /** What the facts are about: `project:rank`. */
    to: z.array(z.string()),
    because: z.string().optional(),
    /** How many deliveries of its kind came since the line before, and have none of their own. */
    more: z.int().optional(),
  }),
);
export type DeliveryRecord = Output<typeof delivered>;

/** How long a delivery is shown. */
const DAYS = 30;
const DAY_SECONDS = 86_400;

/** @param digest of its body, so that two of one moment are two */
export async function storeDelivery(table: Store, one: DeliveryRecord, digest: string): Promise<void> {
  const expiresAt = Math.floor(Date.parse(one.at) / 1000) + DAYS * DAY_SECONDS;
  await table.put({ ...deliveredKey(one.source, one.at, digest), ...one, expiresAt });
}

/** The lines of a source in the days before a moment, the newest first. What has expired is not swept at once. */
export async function readDeliveries(
  table: Store,
  source: string,
  days: readonly string[],
): Promise<DeliveryRecord[]> {
  const found: DeliveryRecord[] = [];
  for (const day of days) {
    const items = await all(table.query(deliveredOn(source, day), { reverse: true }));
    found.push(...items.map((item) => delivered.parse(item)));
  }
  return found;
}

const received = lazy(() => z.object({ digest: z.string() }));

/** Whether a signed id came before: with the same body, or with another one. */
export async function wasReceived(
  table: Store,
  source: string,
  id: string,
  body: Buffer,
): Promise<'new' | 'same' | 'other'> {
  const item = await getOne(table, receivedKey(source, id));
  if (item === undefined) return 'new';
  return received.parse(item).digest === digestOf(body.toString('latin1')) ? 'same' : 'other';
}

/** After its facts are on the bus, and not before: what crashes in between is taken once more. */
export async function markReceived(table: Store, source: string, id: string, body: Buffer): Promise<void> {
  await table.put({ ...receivedKey(source, id), digest: digestOf(body.toString('latin1')) }, 'ifAbsent');
}
