/** What tables keep of digests of real data. */
import { z } from 'zod';
import type { Digest } from '../../functions/digests/model/model.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import { all, type Store, type WholeStore } from '../../functions/kernel/store/store.ts';
import { asText } from '../../functions/outline/text.ts';

const item = z.object({ digest: z.unknown() });

/** Every digest, whoever it is for, as it is kept and not read by any model. */
export async function keptDigests(table: WholeStore): Promise<unknown[]> {
  const items = await all(table.scan());
  return items.filter(({ pk }) => pk.startsWith('DIGEST#')).map((one) => item.parse(one).digest);
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
