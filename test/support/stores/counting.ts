/** Counts what a store is asked, and what DynamoDB would charge for it. */
import { isDeepStrictEqual } from 'node:util';
import { checkedSize } from '../../../functions/kernel/store/item-limits.ts';
import {
  getOne,
  INDEXES,
  type Item,
  type Key,
  type Pages,
  type WholeStore,
} from '../../../functions/kernel/store/store.ts';
import type { Call } from './faulty.ts';

export interface Count {
  /** Requests that DynamoDB would be sent. */
  calls: number;
  items: number;
  bytes: number;
  readUnits: number;
  /** Without those of indexes. */
  writeUnits: number;
  indexWriteUnits: number;
}

/** By what the calls are for. */
export type Counts = ReadonlyMap<string, Readonly<Count>>;

export interface CountingStore extends WholeStore {
  /** The counts since the last call. */
  take(): Counts;
}

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;
const MAX_BATCH_KEYS = 100;
const MAX_PAGE_BYTES = 1024 * 1024;

export const nothing = (): Count => ({
  calls: 0,
  items: 0,
  bytes: 0,
  readUnits: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
});

export function totalOf(counts: Counts): Count {
  const total = nothing();
  for (const count of counts.values()) add(total, count);
  return total;
}

function add(count: Count, more: Partial<Count>): void {
  count.calls += more.calls ?? 0;
  count.items += more.items ?? 0;
  count.bytes += more.bytes ?? 0;
  count.readUnits += more.readUnits ?? 0;
  count.writeUnits += more.writeUnits ?? 0;
  count.indexWriteUnits += more.indexWriteUnits ?? 0;
}

/**
 * Counts every call that is answered. What a write costs depends on what it writes over, which is read first and not
 * counted: with writes to one item at a time, the counts are exact.
 * @param purposeOf what a call is for; by default, what it is
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function counting(
  store: WholeStore,
  purposeOf: (call: Call) => string = ({ operation }) => operation,
): CountingStore {
  let counts = new Map<string, Count>();

  function count(call: Call, more: Partial<Count>): void {
    const purpose = purposeOf(call);
    const counted = counts.get(purpose) ?? nothing();
    counts.set(purpose, counted);
    add(counted, more);
  }

  async function write<Answer>(
    call: Call,
    key: Key,
    item: Item | undefined,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const before = await getOne(store, key);
    const answer = await work();
    const after = answer === 'raced' ? before : item;
    count(call, {
      calls: 1,
      items: answer === 'raced' ? 0 : 1,
      bytes: answer === 'raced' ? 0 : sizeOf(item),
      writeUnits: units(Math.max(sizeOf(before), sizeOf(after)), WRITE_UNIT_BYTES),
      indexWriteUnits: indexWriteUnits(before, after),
    });
    return answer;
  }

  /** @param unit what four kilobytes cost. @param only attributes that were asked for: all are read, and paid */
  async function* read(call: Call, pages: Pages, unit: number, only?: readonly string[]): Pages {
    let [items, bytes] = [0, 0];
    try {
      for await (const page of pages) {
        items += page.length;
        bytes += page.reduce((sum, each) => sum + sizeOf(each), 0);
        yield only === undefined ? page : page.map((each) => pick(each, only));
      }
    } finally {
      const calls = 1 + Math.floor(bytes / MAX_PAGE_BYTES);
      count(call, { calls, items, bytes, readUnits: unit * units(bytes, READ_UNIT_BYTES) });
    }
  }

  return {
    put: (item, guard) => write({ operation: 'put', item, guard }, item, item, () => store.put(item, guard)),
    remove: (key, guard) =>
      write({ operation: 'remove', key, guard }, key, undefined, () => store.remove(key, guard)),
    async get(keys) {
      const items = await store.get(keys);
      const distinct = new Set(keys.map(({ pk, sk }) => JSON.stringify([pk, sk]))).size;
      const sizes = items.map(sizeOf);
      count(
        { operation: 'get', keys },
        {
          calls: Math.ceil(distinct / MAX_BATCH_KEYS),
          items: items.length,
          bytes: sizes.reduce((sum, size) => sum + size, 0),
          readUnits: sizes.reduce((sum, size) => sum + units(size, READ_UNIT_BYTES), distinct - items.length),
        },
      );
      return items;
    },
    query(partition, range) {
      const { only, ...whole } = range ?? {};
      return read({ operation: 'query', partition, range }, store.query(partition, whole), 1, only);
    },
    list: (index, partition, range) =>
      read({ operation: 'list', index, partition, range }, store.list(index, partition, range), 0.5),
    scan: () => read({ operation: 'scan' }, store.scan(), 1),
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}

const sizeOf = (item: Item | undefined): number => (item === undefined ? 0 : checkedSize(item));
const units = (bytes: number, unitBytes: number): number => Math.max(1, Math.ceil(bytes / unitBytes));

/** An index is written to when its entry comes, goes or changes; one that moves goes and comes. */
function indexWriteUnits(before: Item | undefined, after: Item | undefined): number {
  const changes = Object.values(INDEXES).map((index) => {
    const [old, now] = [entryIn(index, before), entryIn(index, after)];
    if (isDeepStrictEqual(old, now)) return 0;
    const isMoved =
      old?.[index.partitionKey] !== now?.[index.partitionKey] ||
      old?.[index.sortKey] !== now?.[index.sortKey];
    const [gone, come] = [old, now].map((entry) =>
      entry === undefined ? 0 : units(sizeOf(entry), WRITE_UNIT_BYTES),
    );
    return isMoved ? (gone ?? 0) + (come ?? 0) : Math.max(gone ?? 0, come ?? 0);
  });
  return changes.reduce((sum, each) => sum + each, 0);
}

function entryIn(index: (typeof INDEXES)[keyof typeof INDEXES], item: Item | undefined): Item | undefined {
  const { partitionKey, sortKey, includes } = index;
  if (item?.[partitionKey] === undefined || item[sortKey] === undefined) return undefined;
  return pick(item, [partitionKey, sortKey, ...includes]);
}

function pick(item: Item, names: readonly string[]): Item {
  const picked = names.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]);
  return { ...Object.fromEntries(picked), pk: item.pk, sk: item.sk };
}
