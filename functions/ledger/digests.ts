/** Digests as they were made: one for a period and audience, and never changed. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Every } from '../../events/fields.ts';
import { type Digest, digest } from '../domain/digest/model.ts';
import { everyOf } from '../domain/period.ts';
import { ifHolds } from './conditional.ts';
import { digestKey, digestsOf } from './keys.ts';
import type { LedgerTable } from './ledger-table.ts';
import { all, byKeys, firstOf } from './query.ts';

const digestItem = z.object({ digest: digest(), isAnnounced: z.boolean().optional() });

/** A digest, and whether it was announced. */
export interface KeptDigest {
  readonly digest: Digest;
  readonly isAnnounced: boolean;
}

const kept = (item: unknown): KeptDigest => {
  const { digest: made, isAnnounced = false } = digestItem.parse(item);
  return { digest: made, isAnnounced };
};

/**
 * Keeps a digest unless there is one for its period and audience: whoever comes second keeps nothing.
 * @returns the digest that stands
 */
export async function keepDigest(table: LedgerTable, made: Digest): Promise<KeptDigest> {
  const { audience, every, period } = made;
  const Item = { ...digestKey(audience, every, period), digest: made };
  const put = new PutCommand({
    TableName: table.name,
    Item,
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  if ((await ifHolds(table.documents.send(put))) !== undefined) return { digest: made, isAnnounced: false };
  const stands = await readKeptDigest(table, audience, period);
  if (stands === undefined) throw new TypeError(`The digest of ${audience} for ${period} came and went.`);
  return stands;
}

/** Marked after it was announced: a crash between the two announces it again, under the same id. */
export async function markDigestAnnounced(
  { documents, name }: LedgerTable,
  { audience, every, period }: Digest,
): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: name,
      Key: digestKey(audience, every, period),
      UpdateExpression: 'SET isAnnounced = :yes',
      ExpressionAttributeValues: { ':yes': true },
    }),
  );
}

/** Digests of one period by audience, strongly consistent; those that were not made are absent. */
export async function readDigestsOf(
  table: LedgerTable,
  period: string,
  audiences: readonly string[],
): Promise<KeptDigest[]> {
  const keys = audiences.map((audience) => digestKey(audience, everyOf(period), period));
  return (await byKeys(table, keys)).map(kept);
}

export const readKeptDigest = async (
  table: LedgerTable,
  audience: string,
  period: string,
): Promise<KeptDigest | undefined> => (await readDigestsOf(table, period, [audience]))[0];

/** A digest as it was made. @returns `undefined` when none was made */
export const readDigest = async (
  table: LedgerTable,
  audience: string,
  period: string,
): Promise<Digest | undefined> => (await readKeptDigest(table, audience, period))?.digest;

const within = (audience: string, every: Every) => {
  const { pk, prefix } = digestsOf(audience, every);
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
  };
};

const periodItem = z.object({ digest: z.object({ period: z.string() }) });

/** The last period that an audience has a digest of; `undefined` when it has none. */
export async function lastDigestPeriod(
  table: LedgerTable,
  audience: string,
  every: Every,
): Promise<string | undefined> {
  const query = {
    ...within(audience, every),
    ScanIndexForward: false,
    ProjectionExpression: 'digest.#period',
    ExpressionAttributeNames: { '#period': 'period' },
  };
  const { items } = await firstOf(table, query, 1);
  return items.map((item) => periodItem.parse(item).digest.period)[0];
}

const headlineItem = z.object({
  digest: z.object({ period: z.string(), title: z.string(), isQuiet: z.boolean(), madeAt: z.string() }),
});
export type DigestHeadline = z.output<typeof headlineItem>['digest'];

/** The digests of an audience without what they say, newest first. */
export async function digestHeadlines(
  table: LedgerTable,
  audience: string,
  every: Every,
): Promise<DigestHeadline[]> {
  const items = await all(table, {
    ...within(audience, every),
    ScanIndexForward: false,
    ProjectionExpression: 'digest.#period, digest.title, digest.isQuiet, digest.madeAt',
    ExpressionAttributeNames: { '#period': 'period' },
  });
  return items.map((item) => headlineItem.parse(item).digest);
}
