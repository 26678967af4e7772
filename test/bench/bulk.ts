/** Fills a table by batches with what facts would have left there: the project's own code makes the items. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Entity } from '../../events/contract.ts';
import { readFact } from '../../events/read.ts';
import { fold } from '../../functions/domain/summary.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { append } from '../../functions/ledger/append.ts';
import type { Item } from '../../functions/ledger/query.ts';
import { writeSummary } from '../../functions/ledger/summary.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import type { Entry } from './entries.ts';

/** A table that keeps what is written to it as items, instead of writing it. */
function itemCatcher(): { readonly table: Store; readonly items: Item[] } {
  const documents = documentsAt('http://127.0.0.1:1');
  const items: Item[] = [];
  documents.middlewareStack.add(
    () =>
      async ({ input }) => {
        items.push('Item' in input && input.Item !== undefined ? input.Item : updated(input));
        return { output: { $metadata: {}, Attributes: {} }, response: undefined };
      },
    { step: 'initialize', name: 'catch' },
  );
  return { table: { documents, name: 'none' }, items };
}

/** What an update makes of an item that is not there yet. */
function updated(input: object): Item {
  const {
    Key = {},
    ExpressionAttributeNames = {},
    ExpressionAttributeValues = {},
  } = input as {
    readonly Key?: Item;
    readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
    readonly ExpressionAttributeValues?: Item;
  };
  const set = Object.entries(ExpressionAttributeNames).flatMap(([placeholder, name]) => {
    const value = ExpressionAttributeValues[`:${placeholder.slice(1)}`];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Key, ...Object.fromEntries(set) };
}

/** One entity, and the facts of its ledger. */
export interface Seeded {
  readonly entity: Entity;
  readonly entries: readonly Entry[];
}

/** The items that the facts of entities leave in their own ledgers. */
async function* itemsOf(all: Iterable<Seeded>): AsyncGenerator<Item> {
  const { table, items } = itemCatcher();
  for (const { entity, entries } of all) {
    const facts = entries.map(readFact).filter((read) => read.ok);
    for (const each of facts) await append(table, entity, each, each.fact.detail.occurredAt);
    const folded = fold(
      entity,
      facts.map(({ fact }) => fact),
    );
    await writeSummary(table, entity, folded, facts.length);
    yield* items.splice(0);
  }
}

/** BatchWriteItem takes no more. */
const BATCH = 25;
const AT_ONCE = 8;

async function* batches(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Writes the ledgers and summaries of entities. */
export async function fill(table: Store, all: Iterable<Seeded>): Promise<void> {
  const waiting = batches(itemsOf(all));
  const write = async () => {
    for await (const batch of { [Symbol.asyncIterator]: () => ({ next: () => waiting.next() }) }) {
      let left: unknown[] = batch.map((Item) => ({ PutRequest: { Item } }));
      while (left.length > 0) {
        const request = new BatchWriteCommand({ RequestItems: { [table.name]: left as [] } });
        left = (await table.documents.send(request)).UnprocessedItems?.[table.name] ?? [];
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
}
