/** Reading ledgers: facts of one part within a range of time, and the names that a ledger mentions. */

import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { readStored } from '../../../events/read.ts';
import { compare, type Entry, inOrder, type Mention, type MentionKind } from '../model/facts.ts';
import { EVENTS, eventsOf, markedBy, mentionsOf, partition } from '../store/keys.ts';
import { all, type Item, type Range, type Store, startingWith } from '../store/store.ts';

const eventItem = lazy(() => z.object({ sk: z.string(), type: z.string(), body: z.string() }));

/** A content of an id: the key, the moment and the part of its event. */
const content = lazy(() =>
  z.object({ sk: z.string(), at: z.string(), digest: z.string(), part: z.string() }),
);
export type Content = Output<typeof content>;
export const contentItem = lazy(() => z.object({ content: content() }));

export const mentionItem = lazy(() =>
  z.object({ names: z.array(z.string()), since: z.string(), revision: z.number() }),
);

/** (after, until], UTC instants; absent means without end. A range that ends before it begins is empty. */
export interface TimeRange {
  readonly after?: string | undefined;
  readonly until?: string | undefined;
}

/** Sorts behind every id and digest of a moment, and before the next moment: moments are of one length. */
const BEHIND = '$';

/** The entries of one part within a range, in order; displaced ones are left out. */
export async function entriesOf(
  store: Store,
  entity: Entity,
  part: string,
  { after, until }: TimeRange = {},
): Promise<Entry[]> {
  const within = startingWith(eventsOf(part));
  const items = await all(
    store.query(partition(entity), {
      from: after === undefined ? within.from : `${eventsOf(part)}${after}${BEHIND}`,
      to: until === undefined ? within.to : `${eventsOf(part)}${until}${BEHIND}`,
    }),
  );
  return counted(items);
}

/** The entries of several parts, in order, by one query from the first part to the last: their names sort together. */
export async function entriesOfParts(
  store: Store,
  entity: Entity,
  parts: readonly string[],
): Promise<Entry[]> {
  const prefixes = parts.map(eventsOf);
  const items = await all(store.query(partition(entity), spanOf(prefixes)));
  return counted(items.filter(({ sk }) => prefixes.some((prefix) => sk.startsWith(prefix))));
}

function spanOf(prefixes: readonly string[]): Range {
  const ranges = prefixes.toSorted(compare).map((prefix) => startingWith(prefix));
  return { from: ranges[0]?.from, to: ranges.at(-1)?.to };
}

/** The entries of all parts, in order. */
export const everyEntryOf = async (store: Store, entity: Entity): Promise<Entry[]> =>
  counted(await all(store.query(partition(entity), startingWith(EVENTS))));

function counted(items: readonly Item[]): Entry[] {
  const displaced = new Set(items.flatMap(({ sk }) => markedBy(sk) ?? []));
  const entries = items.flatMap((item) => {
    if (displaced.has(item.sk) || markedBy(item.sk) !== undefined) return [];
    const { sk, type, body } = eventItem.parse(item);
    const digest = sk.slice(sk.lastIndexOf('#') + 1);
    return [{ fact: factOf(type, body, digest), digest }];
  });
  // Keys hold ids encoded, and long ones as digests: within a moment they are not in the order of events.
  return entries.toSorted(inOrder);
}

interface Mentioned {
  /** Only names first mentioned by then, inclusive. */
  readonly until?: string | undefined;
  /** Only mentions that begin with these names. */
  readonly within?: readonly string[];
}

/** The names of some kinds that a ledger mentions, by kind and name, by one query: a ledger has few kinds. */
export async function namesMentioned(
  store: Store,
  entity: Entity,
  kinds: readonly MentionKind[],
  { until, within = [] }: Mentioned = {},
): Promise<Mention[]> {
  const prefixes = kinds.map((kind) => mentionsOf(kind, ...within));
  const items = await all(store.query(partition(entity), spanOf(prefixes)));
  return items.flatMap((item) => {
    const kind = kinds.find((each) => item.sk.startsWith(mentionsOf(each)));
    const mention = kind && { kind, ...mentionItem.parse(item) };
    return mention === undefined || (until !== undefined && mention.since > until) ? [] : [mention];
  });
}

/** Parsed facts by digest of their content: a ledger is read again and again. The oldest makes room. */
const parsed = new Map<string, Fact>();
const MAX_PARSED = 5_000;

function factOf(type: string, body: string, digest: string): Fact {
  const before = parsed.get(digest);
  if (before !== undefined) return before;
  const fact = readStored(type, body);
  const [oldest] = parsed.size >= MAX_PARSED ? parsed.keys() : [];
  if (oldest !== undefined) parsed.delete(oldest);
  parsed.set(digest, fact);
  return fact;
}
