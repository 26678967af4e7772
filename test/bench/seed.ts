/** Fills a table with a train's projects as their facts would have, by batches: the project's own code makes the items. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { readFact } from '../../events/read.ts';
import { fold } from '../../functions/domain/summary.ts';
import { append } from '../../functions/ledger/append.ts';
import type { LedgerTable } from '../../functions/ledger/ledger-table.ts';
import type { Item } from '../../functions/ledger/query.ts';
import { writeSummary } from '../../functions/ledger/summary.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { change, cut, type Entry, monthly, started } from './entries.ts';
import { calendar, RELEASES, recorded } from './pipeline.ts';

export const TEAM_SIZE = 50;
/** The release that is judged. */
export const JUDGED = monthly(RELEASES).release;

export const teamOf = (at: number): string => `team-${Math.floor(at / TEAM_SIZE)}`;
export const projectOf = (at: number): string => `project-${at}`;

/** Of ten projects one ships nothing, one ships behind its team's feature flag, and eight merge a plain change. */
function factsOf(at: number): Entry[] {
  const project = projectOf(at);
  const begin = started(project, '2020-01-02T00:00:00Z', teamOf(at));
  if (at % 10 === 0) return [begin];
  return [begin, change(project, '2021-12-15T09:00:00Z', at % 10 === 1 ? { flag: teamOf(at) } : {})];
}

/** A table that keeps what is written to it as items, instead of writing it. */
function itemCatcher(): { readonly table: LedgerTable; readonly items: Item[] } {
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

/** The items that a project's facts leave. */
async function* itemsOf(projects: number): AsyncGenerator<Item> {
  const { table, items } = itemCatcher();
  for (let at = 0; at < projects; at += 1) {
    const entity = { kind: 'project', id: projectOf(at) } as const;
    const facts = factsOf(at)
      .map(readFact)
      .filter((read) => read.ok);
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

/** @param projects how many are on the train, whose last release is cut and not judged yet */
export async function seed(table: LedgerTable, projects: number): Promise<void> {
  for (const entry of [...calendar(), cut(RELEASES)]) await recorded(table, entry);
  const waiting = batches(itemsOf(projects));
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
