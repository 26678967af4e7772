/** Reading ledgers: facts of one part within a range of time, and the names that a ledger mentions. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { readStored } from '../../../events/read.ts';
import { type Entry, inOrder } from '../identity.ts';
import { all, type Item, type Store, startingWith } from '../store/store.ts';
import { eventItem, mentionItem } from './items.ts';
import { EVENTS, eventsOf, markedBy, mentionsOf, partition } from './keys.ts';
import type { Mention, MentionKind } from './parts.ts';

/** (after, until], UTC instants; absent means without end. A range that ends before it begins is empty. */
export interface TimeRange {
  readonly after?: string | undefined;
  readonly until?: string | undefined;
}

/** Sorts behind every id and digest of a moment, and before the next moment: moments are of one length. */
const BEHIND = '$';

/** The entries of one part that happened within a range, in order; those that another displaced are left out. */
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

/** The entries of all parts, in order. */
export const everyEntryOf = async (store: Store, entity: Entity): Promise<Entry[]> =>
  counted(await all(store.query(partition(entity), startingWith(EVENTS))));

function counted(items: readonly Item[]): Entry[] {
  const displaced = new Set(items.flatMap(({ sk }) => markedBy(sk) ?? []));
  const entries = items.flatMap((item) => {
    if (displaced.has(item.sk) || markedBy(item.sk) !== undefined) return [];
    const { sk, type, body } = eventItem.parse(item);
    const digest = sk.slice(sk.lastIndexOf('#') + 1);
    return [{ fact: understood(type, body, digest), digest }];
  });
  // Keys hold ids encoded, and long ones as digests: within a moment they are not in the order of events.
  return entries.toSorted(inOrder);
}

/** The names of one kind that a ledger mentions, by name; those that were first mentioned by a moment (inclusive). */
export async function namesMentioned(
  store: Store,
  entity: Entity,
  kind: MentionKind,
  { until, within = [] }: { readonly until?: string | undefined; readonly within?: readonly string[] } = {},
): Promise<Mention[]> {
  const items = await all(store.query(partition(entity), startingWith(mentionsOf(kind, ...within))));
  return items
    .map((item) => ({ kind, ...mentionItem.parse(item) }))
    .filter(({ since }) => until === undefined || since <= until);
}

/** Facts understood before, by digest of their content: a ledger is read again and again. The oldest makes room. */
const known = new Map<string, Fact>();
const MAX_KNOWN = 5_000;

function understood(type: string, body: string, digest: string): Fact {
  const before = known.get(digest);
  if (before !== undefined) return before;
  const fact = readStored(type, body);
  if (known.size >= MAX_KNOWN)
    for (const oldest of known.keys()) {
      known.delete(oldest);
      break;
    }
  known.set(digest, fact);
  return fact;
}
