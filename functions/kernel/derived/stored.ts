/** Derived values as they are stored: what was derived, and beside it what the derivation must know next time. */
import * as z from 'zod';
import { type Announcement, announcements } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { fitted, type Omitted } from '../store/fitted.ts';
import { valueThing } from '../store/keys.ts';
import type { Item, Key, Store } from '../store/store.ts';

/** Attributes that belong to the derivation and not to what was derived. */
const bookkeeping = lazy(() =>
  z.object({
    revision: z.number(),
    /** Digests of what it was computed from and is linked to, sorted. */
    linked: z.array(z.string()).optional(),
    /** Whether what depends on it was asked since it changed. */
    isAsked: z.boolean(),
    /** What was last announced of it, and how many announcements there were. */
    told: z.string().optional(),
    count: z.number().default(0),
    /** Announcements that are still to go out. */
    outbox: z.array(z.object({ type: z.string(), detail: z.unknown() })).default([]),
  }),
);
type Bookkeeping = Output<typeof bookkeeping>;

/** Attributes of a stored value that say how it came about: no part of what two tables are compared by. */
export const BOOKKEEPING: ReadonlySet<string> = new Set<keyof Bookkeeping | 'reads'>([
  'revision',
  'linked',
  'isAsked',
  'told',
  'count',
  'outbox',
  // In values that the version before 2026-11-27 stored; gone when they are written again.
  'reads',
]);

export type Content = Readonly<Record<string, unknown>>;

export interface Stored extends Pick<Bookkeeping, 'revision' | 'linked' | 'isAsked' | 'count'> {
  /** What was last announced of it; the attribute `told`. */
  readonly notified?: string | undefined;
  /** The value and what lists show of it; `undefined` where it computed to nothing. */
  readonly content?: Content | undefined;
  readonly outbox: readonly Announcement[];
  /** Entries of the outbox that their contract no longer reads. */
  readonly unreadable: readonly Unreadable[];
}

interface Unreadable {
  readonly type: string;
  readonly error: unknown;
}

export const NEVER_STORED: Stored = { revision: 0, outbox: [], unreadable: [], count: 0, isAsked: true };

/** Stored values in the order of their keys. */
export async function storedValues(store: Store, keys: readonly Key[]): Promise<Stored[]> {
  const found = new Map((await store.get(keys)).map((item) => [valueThing(item), item]));
  return keys.map((key) => {
    const item = found.get(valueThing(key));
    return item === undefined ? NEVER_STORED : storedIn(item);
  });
}

function storedIn(item: Item): Stored {
  const { outbox, told, ...rest } = bookkeeping.parse(item);
  const read = outbox.map(announcementIn);
  return {
    ...rest,
    notified: told,
    content: contentIn(item),
    outbox: read.flatMap((each) => ('error' in each ? [] : [each])),
    unreadable: read.flatMap((each) => ('error' in each ? [each] : [])),
  };
}

function contentIn(item: Item): Content | undefined {
  const own = Object.entries(item).filter(
    ([name]) => name !== 'pk' && name !== 'sk' && !BOOKKEEPING.has(name),
  );
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

function announcementIn({ type, detail }: Bookkeeping['outbox'][number]): Announcement | Unreadable {
  try {
    const contract = announcements.find((each) => each.type === type);
    if (contract === undefined) throw new TypeError(`No announcement is called ${type}.`);
    return contract.read(detail);
  } catch (error) {
    return { type, error };
  }
}

/** With these bounds an item stays under 400 KB. */
const MAX_VALUE_BYTES = 200 * 1024;
const MAX_OUTBOX_BYTES = 100 * 1024;
/** The links of a value that reads more are not remembered: each derivation writes all of them again. */
const MAX_LINKED = 1_500;

/**
 * What is stored of a computed value, and what is left out because it does not fit. A value that computed to nothing may
 * have attributes: the clock finds by them that it is due again.
 */
export function contentOf(
  value: object | undefined,
  attributes: Content = {},
): { readonly content: Content | undefined; readonly omitted: Omitted | undefined } {
  const part = value && fitted(value, MAX_VALUE_BYTES);
  const all = { value: part?.value, omitted: part?.omitted, ...attributes };
  const content = Object.entries(all).filter(([, each]) => each !== undefined);
  return {
    content: content.length === 0 ? undefined : Object.fromEntries(content),
    omitted: part?.omitted,
  };
}

export const rememberedLinks = (linked: readonly string[]): readonly string[] | undefined =>
  linked.length === 0 || linked.length > MAX_LINKED ? undefined : linked;

type Next = Pick<Stored, 'content' | 'isAsked' | 'notified' | 'count' | 'outbox'> & {
  readonly linked: readonly string[];
};

/** Writes a value that replaces a stored one. @returns whether that one still stood */
export async function replace(store: Store, key: Key, held: Stored, next: Next): Promise<boolean> {
  const outbox = newest(next.outbox);
  const item = {
    ...next.content,
    ...key,
    revision: held.revision + 1,
    linked: rememberedLinks(next.linked),
    isAsked: next.isAsked,
    told: next.notified,
    count: next.count === 0 ? undefined : next.count,
    outbox: outbox.length === 0 ? undefined : outbox,
  };
  const guard = held.revision === 0 ? 'ifAbsent' : { ifRevision: held.revision };
  return (await store.put(item, guard)) === 'written';
}

/** After a long outage of the bus the oldest announcements are dropped: the newest one says what holds now. */
function newest(outbox: readonly Announcement[]): readonly Announcement[] {
  const isSmall = Buffer.byteLength(JSON.stringify(outbox)) <= MAX_OUTBOX_BYTES;
  return isSmall || outbox.length <= 1 ? outbox : newest(outbox.slice(1));
}
