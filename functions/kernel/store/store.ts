/**
 * The store port: the few operations that everything stored goes through. Two adapters implement it, `dynamodb.ts` and
 * `sqlite.ts`; one contract suite (test/kernel/store) holds both to the same answers. There are no expression strings
 * here: a write is guarded by a name, and a read is a range of keys.
 */

/** Where an item stands. Both parts are text; sort keys are ordered by their UTF-8 bytes. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * An item: its key and attributes of JSON data. An attribute that is `undefined` is not stored, and half of a surrogate pair
 * is stored as a replacement character. No attribute is called `__proto__`; deeper down, maps may have any keys.
 */
export type Item = Key & Readonly<Record<string, unknown>>;

/**
 * What must hold for a write: that nothing stands under the key, or that the item there has this `revision` (an
 * attribute of the item; whoever writes raises it).
 */
export type Guard = 'ifAbsent' | { readonly ifRevision: number };

/** Part of a partition, in the order of its sort keys. */
export interface Range {
  /** The first sort key, inclusive. @default from the beginning */
  readonly from?: string | undefined;
  /** The last sort key, inclusive. @default to the end. A range that ends before it begins is empty. */
  readonly to?: string | undefined;
  /** Last first. */
  readonly reverse?: boolean;
  /** At most so many items in all. */
  readonly limit?: number;
  /** Only these attributes of each item, where most of an item is not of interest. The key is always there. */
  readonly only?: readonly string[];
}

/** Pages of items: never all of a large partition in memory at once. */
export type Pages = AsyncIterable<readonly Item[]>;

/** The sparse indexes. An item stands in one while it has both of the index's attributes. */
export const INDEXES = {
  /** Lists for people: `card` is what they show. */
  listing: { partitionKey: 'list', sortKey: 'listKey', includes: ['card'] },
  /** What falls due, and messages by their state. Holds keys only. */
  links: { partitionKey: 'link', sortKey: 'linkKey', includes: [] },
} as const satisfies Record<string, IndexShape>;
export type IndexName = keyof typeof INDEXES;

interface IndexShape {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes that a query of the index gives, beside the keys of the table and of the index. */
  readonly includes: readonly string[];
}

/** The attribute that says when an item may be removed, in seconds since 1970. It is removed later, some time. */
export const EXPIRES_AT = 'expiresAt';

export interface Store {
  /**
   * Writes a whole item over whatever stands under its key.
   * @returns `raced` when the guard does not hold; nothing is written then. A write whose answer was lost on the way is
   * made again, so `raced` may also be the answer to a guarded write that took effect.
   * @throws {ItemRefusedError} when no store takes it: see item-limits.ts
   * @throws {StoreUnavailableError}, like every other call
   */
  put(item: Item, guard?: Guard): Promise<'written' | 'raced'>;
  /** Removes an item; one that is not there is removed already, unless a guard names its revision. */
  remove(key: Key, guard?: { readonly ifRevision: number }): Promise<'removed' | 'raced'>;
  /** Reads items by key, consistently, in any number and in no order, each once; what is not there is absent. */
  get(keys: readonly Key[]): Promise<Item[]>;
  /** Reads part of a partition, consistently. */
  query(partition: string, range?: Range): Pages;
  /**
   * Reads part of an index, by its partition and sort key; it may lag behind the table. Items come with their keys, those of
   * the index, and what it includes; where sort keys are the same, they come in no order.
   */
  list(index: IndexName, partition: string, range?: Omit<Range, 'only'>): Pages;
}

/** A store that can be read whole, for comparing and copying. No deployed function reads it so. */
export interface WholeStore extends Store {
  /** Every item, in no order. */
  scan(): Pages;
}

/** What DynamoDB takes, and so every adapter: bytes of an item with its attribute names, and of the parts of a key. */
export const MAX_ITEM_BYTES = 400 * 1024;
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

/** The item cannot be stored, now or later. */
export class ItemRefusedError extends Error {
  override readonly name = 'ItemRefusedError';
}

/**
 * Why a store cannot serve: there is no room left, what it holds is damaged, somebody else has it locked, nothing answers,
 * or it is asked more than it serves.
 */
export type UnavailableReason = 'full' | 'damaged' | 'busy' | 'unreachable' | 'throttled';

/** The store cannot serve this call now. Nothing is wrong with the call: but for damage, it may go well later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Sorts after every other text, by bytes. */
const LAST = '\u{10ffff}';

/** The range of the sort keys that begin with a text. @param after only those behind this key */
export function startingWith(prefix: string, after?: string): Pick<Range, 'from' | 'to'> {
  // The next text behind another is the same with the least character added.
  return { from: after === undefined ? prefix : `${after}\u0000`, to: `${prefix}${LAST}` };
}

/** Every item of some pages. */
export async function all(pages: Pages): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** One item, consistently; `undefined` where there is none. */
export const getOne = async (store: Store, key: Key): Promise<Item | undefined> =>
  (await store.get([key]))[0];
