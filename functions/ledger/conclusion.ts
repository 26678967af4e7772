/**
 * Conclusions: what was concluded from several ledgers, kept beside one of them. The entries they were made from cannot
 * fence them by their sum, because which ledgers belong to a conclusion changes (another predecessor, another flag) and
 * the sum can fall. So each carries a revision: whoever concludes reads the revision first, then the ledgers, and writes
 * only if the revision still stands. The one who writes last has then read after every other write.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Store } from '../kernel/store/store.ts';
import { assignment, updateExpression } from './assignment.ts';
import { ifHolds } from './conditional.ts';
import { dueIn, type Key } from './keys.ts';
import { byKeys } from './query.ts';

const conclusionItem = z.object({
  pk: z.string(),
  sk: z.string(),
  revision: z.number(),
  content: z.unknown().optional(),
  announced: z.string().optional(),
  linkKey: z.string().optional(),
});

/** A conclusion as it stands. Without content it no longer holds, and is kept for its revision only. */
export interface Conclusion {
  readonly revision: number;
  readonly content?: unknown;
  readonly announced?: string | undefined;
  /** When it is to be made again, though no ledger changed: the links index finds it then. UTC instant. */
  readonly due?: string | undefined;
}

const nothingYet: Conclusion = { revision: 0, content: undefined };

const isFirst = 'attribute_not_exists(pk)';
const revisionStands = 'revision = :held';

/** Reads conclusions, in the order of their keys; what was never concluded has revision 0. */
export async function readConclusions(table: Store, keys: readonly Key[]): Promise<Conclusion[]> {
  const items = (await byKeys(table, keys)).map((item) => conclusionItem.parse(item));
  const found = new Map(items.map(({ pk, sk, linkKey: due, ...rest }) => [`${pk}\n${sk}`, { ...rest, due }]));
  return keys.map(({ pk, sk }) => found.get(`${pk}\n${sk}`) ?? nothingYet);
}

/**
 * Writes a conclusion over the one that was read before it was made.
 * @param content `undefined` when nothing is concluded (any more)
 * @param more what is known to have been announced along with it, where nothing needs to be; and when it is due again
 * @returns the conclusion as it stands now, or `raced` when another was written meanwhile: read again, conclude again
 */
export async function writeConclusion(
  { documents, name }: Store,
  { pk, sk }: Key,
  held: Conclusion,
  content: object | undefined,
  { announced, due }: { readonly announced?: string | undefined; readonly due?: string | undefined } = {},
): Promise<Conclusion | 'raced'> {
  if (canonicalJson(content) === canonicalJson(held.content) && due === held.due) return held;
  const revision = held.revision + 1;
  const told = announced === undefined ? {} : { announced };
  const change = assignment({ revision, content, ...dueLink(due), ...told });
  const fence = held.revision === 0 ? {} : { ':held': held.revision };
  const written = await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk, sk },
        UpdateExpression: updateExpression(change),
        ConditionExpression: held.revision === 0 ? isFirst : revisionStands,
        ExpressionAttributeNames: change.names,
        ExpressionAttributeValues: { ...change.values, ...fence },
      }),
    ),
  );
  return written === undefined ? 'raced' : { revision, content, announced: announced ?? held.announced, due };
}

const dueLink = (due: string | undefined) => ({
  link: due === undefined ? undefined : dueIn(due),
  linkKey: due,
});

/** Marks what was announced of a conclusion; a newer one announces the rest itself. */
export async function markConclusionAnnounced(
  { documents, name }: Store,
  { pk, sk }: Key,
  { revision }: Conclusion,
  announced: string,
): Promise<void> {
  await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk, sk },
        UpdateExpression: 'SET announced = :announced',
        ConditionExpression: revisionStands,
        ExpressionAttributeValues: { ':announced': announced, ':held': revision },
      }),
    ),
  );
}
