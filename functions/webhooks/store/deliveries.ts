/** What was delivered: shown to people for some weeks, and what a repeat is recognised by where senders sign an id. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { deliveredKey, deliveredOn, receivedKey } from '../../kernel/store/keys.ts';
import { all, getOne, type Store } from '../../kernel/store/store.ts';
import { SENDERS } from '../model/normalized-event.ts';
import { type DeliveriesReport, type DeliveryRecord, deliveryRecord, waitingRows } from '../model/report.ts';
import { readAllWaiting } from './origins.ts';

/** How long a delivery is shown. */
const MAX_AGE_SECONDS = 30 * 86_400;

/** @param digest of its body, so that two of one moment are two */
export async function storeDelivery(table: Store, one: DeliveryRecord, digest: string): Promise<void> {
  const expiresAt = Math.floor(Date.parse(one.at) / 1000) + MAX_AGE_SECONDS;
  await table.put({ ...deliveredKey(one.source, one.at, digest), ...one, expiresAt });
}

const signedItem = lazy(() => z.object({ digest: z.string() }));
const bodyDigest = (body: Buffer) => digestOf(body.toString('latin1'));

/** Whether a signed id came before: with the same body, or with another one. */
export async function wasReceived(
  table: Store,
  source: string,
  id: string,
  body: Buffer,
): Promise<'new' | 'same' | 'other'> {
  const item = await getOne(table, receivedKey(source, id));
  if (item === undefined) return 'new';
  return signedItem.parse(item).digest === bodyDigest(body) ? 'same' : 'other';
}

/** Only after its facts are on the bus: after a crash in between, the delivery is taken again. */
export async function markReceived(table: Store, source: string, id: string, body: Buffer): Promise<void> {
  await table.put({ ...receivedKey(source, id), digest: bodyDigest(body) }, 'ifAbsent');
}

const REPORTED_DAYS = 7;
const DAY_MS = 86_400_000;
/** Records of one sender that are shown; the others are only counted. */
const MAX_SHOWN = 50;

/** @param now UTC instant */
export async function deliveriesReport(table: Store, now: string): Promise<DeliveriesReport> {
  const days = Array.from({ length: REPORTED_DAYS }, (_none, back) =>
    new Date(Date.parse(now) - back * DAY_MS).toISOString().slice(0, 10),
  );
  const sources = await inParallel(SENDERS, async (source) => {
    // The newest first. Expired ones may still be among them.
    const records: DeliveryRecord[] = [];
    for (const day of days) {
      const items = await all(table.query(deliveredOn(source, day), { reverse: true }));
      records.push(...items.map((item) => deliveryRecord.parse(item)));
    }
    const count = records.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
    return { source, count, latest: records.slice(0, MAX_SHOWN) };
  });
  return { sources, unattributed: waitingRows(await readAllWaiting(table)) };
}
