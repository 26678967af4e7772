/** Derived values as they are stored. */
import * as z from 'zod';
import { type Announcement, announcements } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { valueThing } from '../ledger/things.ts';
import type { Item, Key, Store } from '../store/store.ts';

/** Attributes that belong to the derivation and not to what was derived. */
const bookkeeping = lazy(() =>
  z.object({
    revision: z.number(),
    /** Digests of what it was computed from and is linked below, sorted. */
    linked: z.array(z.string()).optional(),
    /** Whether what depends on it was asked since it changed. */
    isAsked: z.boolean(),
    /** What was last told of it, and how often something was. */
    told: z.string().optional(),
    count: z.number().default(0),
    /** News on its way out. */
    outbox: z.array(z.object({ type: z.string(), detail: z.unknown() })).default([]),
  }),
);

export interface Stored extends Omit<Output<typeof bookkeeping>, 'outbox'> {
  /** The value and what lists show of it; `undefined` where it computed to nothing. */
  readonly content?: object | undefined;
  readonly outbox: readonly Announcement[];
  /** What is in the outbox beside that, and which no contract reads any more. */
  readonly unreadable: readonly Unreadable[];
}

/** An announcement that waits and cannot go out: its contract is gone, or another by now. */
export interface Unreadable {
  readonly type: string;
  readonly error: unknown;
}

/** Attributes of a stored value that say how it came about: no part of what two tables are compared by. */
export const BOOKKEEPING: ReadonlySet<string> = new Set<keyof Output<typeof bookkeeping>>([
  'revision',
  'linked',
  'isAsked',
  'told',
  'count',
  'outbox',
]);

/** Stored values in the order of their keys; `undefined` for one that was never stored. */
export async function storedValues(store: Store, keys: readonly Key[]): Promise<(Stored | undefined)[]> {
  const found = new Map((await store.get(keys)).map((item) => [valueThing(item), item]));
  return keys.map((key) => {
    const item = found.get(valueThing(key));
    return item === undefined ? undefined : storedIn(item);
  });
}

function storedIn(item: Item): Stored {
  const { outbox, ...rest } = bookkeeping.parse(item);
  const read = outbox.map(announcementIn);
  return {
    ...rest,
    content: contentIn(item),
    outbox: read.flatMap((each) => ('error' in each ? [] : [each])),
    unreadable: read.flatMap((each) => ('error' in each ? [each] : [])),
  };
}

function contentIn(item: Item): object | undefined {
  const own = Object.entries(item).filter(
    ([name]) => name !== 'pk' && name !== 'sk' && !BOOKKEEPING.has(name),
  );
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

const contracts = new Map<string, (typeof announcements)[number]>(
  announcements.map((contract) => [contract.type, contract]),
);

type Waiting = Output<typeof bookkeeping>['outbox'][number];

function announcementIn({ type, detail }: Waiting): Announcement | Unreadable {
  try {
    const contract = contracts.get(type);
    if (contract === undefined) throw new TypeError(`No announcement is called ${type}.`);
    return contract.read(detail);
  } catch (error) {
    return { type, error };
  }
}
