/**
 * The store port: the operations that every read and write goes through. Two adapters implement it, `dynamodb.ts` and
 * `sqlite.ts`; one contract suite (test/kernel/store) holds both to the same answers.
 */

/** Sort keys are ordered by their UTF-8 bytes. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * A key and attributes of JSON data. An attribute that is `undefined` is not stored, and half of a surrogate pair is stored
 * as a replacement character. No attribute is called `__proto__`; maps within may have any keys.
 */
export type Item = Key & Readonly<Record<string, unknown>>;

/** The condition of a write: that the key has no item, or that its item has this `revision`, which each writer raises. */
export type Guard = 'ifAbsent' | { readonly ifRevision: number };

/** Part of a partition, in the order of its sort keys. */
export interface Range {
  /** The first sort key, inclusive. @default from the beginning */
  readonly from?: string | undefined;
  /** The last sort key, inclusive; before `from`, the range is empty. @default to the end */
  readonly to?: string | undefined;
  /** Last first. */
  readonly reverse?: boolean;
  readonly limit?: number;
  /** Only these attributes of each item, beside its key. */
  readonly only?: readonly string[];
}

/** Pages, so that a large partition is never in memory at once. */
export type Pages = AsyncIterable<readonly Item[]>;

/** The sparse indexes. An item is in one while it has both of the index's attributes. */
export const INDEXES = {
  /** Lists for people, which show `card`. */
  listing: { partitionKey: 'list', sortKey: 'listKey', includes: ['card'] },
  /** Items by when they are due, and messages by their state. */
  links: { partitionKey: 'link', sortKey: 'linkKey', includes: [] },
} as const satisfies Record<string, IndexShape>;
export type IndexName = keyof typeof INDEXES;

interface IndexShape {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes that the index has beside the keys of the table and its own. */
  readonly includes: readonly string[];
}

/** The attribute with the time from which an item may be removed, in seconds since 1970. */
export const EXPIRES_AT = 'expiresAt';

export interface Store {
  /**
   * Writes a whole item in place of the one with its key.
   * @returns `raced` when the guard does not hold and nothing is written. A write is retried when its answer is lost, so a
   * guarded write that took effect may also return `raced`.
   * @throws {ItemRefusedError} when no store takes it: see item-limits.ts
   * @throws {StoreUnavailableError}, like every other call
   */
  put(item: Item, guard?: Guard): Promise<'written' | 'raced'>;
  /** Removes an item; without a guard also one that is absent. */
  remove(key: Key, guard?: { readonly ifRevision: number }): Promise<'removed' | 'raced'>;
  /** Reads any number of items by key, consistently; in no order, each once, without those that do not exist. */
  get(keys: readonly Key[]): Promise<Item[]>;
  /** Reads part of a partition, consistently. */
  query(partition: string, range?: Range): Pages;
  /** Reads part of an index, which may lag behind the table. Items with the same sort key are in no order. */
  list(index: IndexName, partition: string, range?: Omit<Range, 'only'>): Pages;
}

/** A store that can be read whole, for comparing and copying. No deployed function does that. */
export interface WholeStore extends Store {
  /** Every item, in no order. */
  scan(): Pages;
}

/** Limits of DynamoDB, and so of every adapter. */
export const MAX_ITEM_BYTES = 400 * 1024;
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

/** The item cannot be stored, now or later. */
export class ItemRefusedError extends Error {
  override readonly name = 'ItemRefusedError';
}

export type UnavailableReason = 'full' | 'damaged' | 'busy' | 'unreachable' | 'throttled';

/** The store cannot serve this call now. Unless it is damaged, the same call may succeed later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Sorts after every other text. */
const LAST = '\u{10ffff}';

/** The sort keys that begin with a text. @param after only those behind this key */
export function startingWith(prefix: string, after?: string): Pick<Range, 'from' | 'to'> {
  // The next text behind another is the same with the least character added.
  return { from: after === undefined ? prefix : `${after}\u0000`, to: `${prefix}${LAST}` };
}

export async function all(pages: Pages): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

export const getOne = async (store: Store, key: Key): Promise<Item | undefined> =>
  (await store.get([key]))[0];
