/** What was delivered: shown to people for some weeks, and what a repeat is recognised by where senders sign an id. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { deliveredKey, deliveredOn, receivedKey } from '../../kernel/store/keys.ts';
import { all, getOne, type Store } from '../../kernel/store/store.ts';
import { SENDERS, type Sender } from '../model/normalized-event.ts';
import { type DeliveryRecord, deliveryRecord, type SenderReport } from '../model/report.ts';

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

const DAY_MS = 86_400_000;
/** How far back a sender that is silent is looked for, where all are shown. */
const LATEST_DAYS = 7;
const ALL_DAYS = MAX_AGE_SECONDS / 86_400;
/** Records of each, where all are shown. */
const LATEST = 5;

/** What each sender delivered last. @param now UTC instant */
export const readSenders = (table: Store, now: string): Promise<SenderReport[]> =>
  inParallel(SENDERS, async (source) => {
    const records = await newest(table, source, { from: now, days: LATEST_DAYS, most: LATEST });
    return { source, latest: records.map(({ record }) => record) };
  });

/** What one sender delivered, the newest first. @param after the `next` of the part before */
export async function readSender(
  table: Store,
  source: Sender,
  now: string,
  size: number,
  after?: string,
): Promise<{ readonly sender: SenderReport; readonly next: string | undefined }> {
  // One more than is shown says whether there are more.
  const found = await newest(table, source, { from: now, days: ALL_DAYS, most: size + 1, after });
  const latest = found.slice(0, size).map(({ record }) => record);
  const next = found.length > size ? found.at(size - 1)?.key : undefined;
  return { sender: { source, latest }, next };
}

interface Back {
  /** UTC instant from which days are counted back. */
  readonly from: string;
  readonly days: number;
  readonly most: number;
  readonly after?: string | undefined;
}

/** Reads day by day until there are enough. Expired ones may still be among them. */
async function newest(table: Store, source: Sender, { from, days, most, after }: Back) {
  const found: { readonly key: string; readonly record: DeliveryRecord }[] = [];
  const oldest = Date.parse(from) - days * DAY_MS;
  for (let at = Date.parse(after?.slice(0, 10) ?? from); at > oldest && found.length < most; at -= DAY_MS) {
    // The key itself is shown already.
    const limit = most - found.length + (after === undefined ? 0 : 1);
    const range = { reverse: true, limit, to: after };
    const items = await all(table.query(deliveredOn(source, new Date(at).toISOString().slice(0, 10)), range));
    found.push(
      ...items
        .filter(({ sk }) => sk !== after)
        .map((item) => ({ key: item.sk, record: deliveryRecord.parse(item) }))
        .slice(0, most - found.length),
    );
  }
  return found;
}
