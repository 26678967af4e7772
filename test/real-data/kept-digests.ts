/** Tables for digests of real data, and what is kept in them. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll } from '@jest/globals';
import { z } from 'zod';
import type { Digest } from '../../functions/domain/digest/model.ts';
import { outlineOf } from '../../functions/domain/digest/render/outline.ts';
import { asText } from '../../functions/domain/digest/render/text.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { readDigest } from '../../functions/ledger/digests.ts';
import type { Database } from '../../lib/local/database.ts';
import { ANY, embedded } from '../support/databases.ts';

/** Makes tables that live as long as the tests of a file: what a whole history makes is looked at by many of them. */
export function freshTables(): () => Promise<Store> {
  const databases: Database[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.close())));
  return async () => {
    const database = await embedded.open();
    databases.push(database);
    return { documents: database.client, name: ANY };
  };
}

const item = z.object({ digest: z.unknown() });

/** Every digest, whoever it is for, as it is kept and not read by any model. */
export async function keptDigests({ documents, name }: Store): Promise<unknown[]> {
  const found: unknown[] = [];
  const scan = {
    TableName: name,
    FilterExpression: 'begins_with(pk, :digests)',
    ExpressionAttributeValues: { ':digests': 'DIGEST#' },
  };
  for await (const { Items = [] } of paginateScan({ client: documents }, scan))
    found.push(...Items.map((one) => item.parse(one).digest));
  return found;
}

/** The digest of all teams. */
export async function allOf(table: Store, period: string): Promise<Digest> {
  const found = await readDigest(table, 'all', period);
  if (found === undefined) throw new TypeError(`There is no digest of ${period}.`);
  return found;
}

export const outlineHere = (digest: Digest) => outlineOf(digest, { page: '/here', confirm: () => undefined });

/** Its plain text in one line. */
export const textOf = (digest: Digest): string => asText(outlineHere(digest)).replaceAll(/\s+/g, ' ');
