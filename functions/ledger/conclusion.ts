/**
 * Conclusions: what was concluded from several ledgers, kept beside one of them. The entries they were made from cannot
 * fence them by their sum, because which ledgers belong to a conclusion changes (another predecessor, another flag) and
 * the sum can fall. So each carries a revision: whoever concludes reads the revision first, then the ledgers, and writes
 * only if the revision still stands. The one who writes last has then read after every other write.
 */
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Key, Store } from '../kernel/store/store.ts';
import { dueIn } from './keys.ts';

const conclusionItem = z.object({
  pk: z.string(),
  sk: z.string(),
  revision: z.number(),
  content: z.unknown().optional(),
  headline: z.unknown().optional(),
  announced: z.string().optional(),
  linkKey: z.string().optional(),
});

/** A conclusion as it stands. Without content it no longer holds, and is kept for its revision only. */
export interface Conclusion {
  readonly revision: number;
  readonly content?: unknown;
  /** The little of it that lists show, so that no list reads the rest. */
  readonly headline?: unknown;
  readonly announced?: string | undefined;
  /** When it is to be made again, though no ledger changed: the links index finds it then. UTC instant. */
  readonly due?: string | undefined;
}

const nothingYet: Conclusion = { revision: 0, content: undefined };

/** Reads conclusions, in the order of their keys; what was never concluded has revision 0. */
export async function readConclusions(table: Store, keys: readonly Key[]): Promise<Conclusion[]> {
  const items = (await table.get(keys)).map((item) => conclusionItem.parse(item));
  const found = new Map(items.map(({ pk, sk, linkKey: due, ...rest }) => [`${pk}\n${sk}`, { ...rest, due }]));
  return keys.map(({ pk, sk }) => found.get(`${pk}\n${sk}`) ?? nothingYet);
}

/**
 * Writes a conclusion over the one that was read before it was made.
 * @param content `undefined` when nothing is concluded (any more)
 * @param more what is known to have been announced along with it, where nothing needs to be; what lists show; and when it
 * is due again
 * @returns the conclusion as it stands now, or `raced` when another was written meanwhile: read again, conclude again
 */
export async function writeConclusion(
  table: Store,
  key: Key,
  held: Conclusion,
  content: object | undefined,
  { announced = held.announced, headline, due }: Partial<Omit<Conclusion, 'revision' | 'content'>> = {},
): Promise<Conclusion | 'raced'> {
  if (canonicalJson(content) === canonicalJson(held.content) && due === held.due) return held;
  return put(table, key, held, { content, headline, announced, due });
}

/** Marks what was announced of a conclusion; a newer one announces the rest itself. */
export async function markConclusionAnnounced(
  table: Store,
  key: Key,
  held: Conclusion,
  announced: string,
): Promise<void> {
  await put(table, key, held, { ...held, announced });
}

async function put(
  table: Store,
  { pk, sk }: Key,
  held: Conclusion,
  { content, headline, announced, due }: Omit<Conclusion, 'revision'>,
): Promise<Conclusion | 'raced'> {
  const revision = held.revision + 1;
  const link = due === undefined ? {} : { link: dueIn(due), linkKey: due };
  const written = await table.put(
    { pk, sk, revision, content, headline, announced, ...link },
    held.revision === 0 ? 'ifAbsent' : { ifRevision: held.revision },
  );
  return written === 'raced' ? 'raced' : { revision, content, headline, announced, due };
}
