/**
 * What computations read through: parts of ledgers, mentioned names and derived values. The same computation runs over a
 * plain reader for an answer that is not stored, and over a tracking one for a value that is.
 */
import type { Entity } from '../../../events/contract.ts';
import { entriesOf, entriesOfParts, namesMentioned, type TimeRange } from '../ledger/read.ts';
import type { Entry, Mention, MentionKind } from '../model/facts.ts';
import { canBeRenamed, type Identity, identityOf, namesIn } from '../model/identity.ts';
import { mentionsThing, partThing, valueThing } from '../store/keys.ts';
import type { Item, Key, Store } from '../store/store.ts';

export interface Reader {
  /** The entries of one part of a ledger within a range of time, in order. */
  entries(entity: Entity, part: string, range?: TimeRange): Promise<readonly Entry[]>;
  /** The entries of several parts of a ledger, in order. */
  entriesOfParts(entity: Entity, parts: readonly string[]): Promise<readonly Entry[]>;
  /** The names of some kinds that a ledger mentions, first mentioned by a moment (inclusive). */
  mentions(entity: Entity, kinds: readonly MentionKind[], until?: string): Promise<readonly Mention[]>;
  /** A derived value as it is stored; `undefined` where there is none. */
  value(key: Key): Promise<unknown>;
  /** The same reads without links: for changes that request the value anyway, by its own ledger or by a list it is in. */
  readonly listed: Reader;
}

/** One thing that was read, and of which time. */
export interface Read extends TimeRange {
  readonly thing: string;
}

/** Reads from the store. Values that are requested in the same turn are fetched in one call. */
export function readerOf(store: Store): Reader {
  const fetch = together((keys) => store.get(keys));
  const reader: Reader = {
    entries: (entity, part, range) => entriesOf(store, entity, part, range),
    entriesOfParts: (entity, parts) => entriesOfParts(store, entity, parts),
    mentions: (entity, kinds, until) => namesMentioned(store, entity, kinds, { until }),
    value: async (key) => (await fetch(key))?.value,
    get listed() {
      return reader;
    },
  };
  return reader;
}

/** Reads each thing once: for a computation of many values that share what they read. */
export function remembering(reader: Reader): Reader {
  const entries = once<readonly Entry[]>();
  const mentions = once<readonly Mention[]>();
  const values = once<unknown>();
  const remembered: Reader = {
    entries: (entity, part, range = {}) =>
      entries(`${partThing(entity, part)} ${range.after}..${range.until}`, () =>
        reader.entries(entity, part, range),
      ),
    entriesOfParts: (entity, parts) =>
      entries(`${partThing(entity, parts.join(' '))} whole`, () => reader.entriesOfParts(entity, parts)),
    mentions: (entity, kinds, until) =>
      mentions(`${mentionsThing(entity)} ${kinds} ${until}`, () => reader.mentions(entity, kinds, until)),
    value: (key) => values(valueThing(key), () => reader.value(key)),
    get listed() {
      return remembered;
    },
  };
  return remembered;
}

function once<Result>() {
  const known = new Map<string, Promise<Result>>();
  return (name: string, read: () => Promise<Result>): Promise<Result> => {
    const reading = known.get(name) ?? read();
    known.set(name, reading);
    return reading;
  };
}

/** The store failed, and not the computation. */
export class ReadFailedError extends Error {
  override readonly name = 'ReadFailedError';
}

/** Notes every read, including those that find nothing. */
export function tracking(reader: Reader): { readonly reader: Reader; readonly reads: () => readonly Read[] } {
  const reads = new Map<string, Read>();
  const note = (read: Read) => reads.set(`${read.thing} ${read.after}..${read.until}`, read);
  const guarded = <Result>(reading: Promise<Result>): Promise<Result> =>
    reading.catch((cause: unknown) => {
      throw new ReadFailedError('The store could not be read.', { cause });
    });
  const listed: Reader = {
    entries: (entity, part, range) => guarded(reader.entries(entity, part, range)),
    entriesOfParts: (entity, parts) => guarded(reader.entriesOfParts(entity, parts)),
    mentions: (entity, kinds, until) => guarded(reader.mentions(entity, kinds, until)),
    value: (key) => guarded(reader.value(key)),
    get listed() {
      return listed;
    },
  };
  const tracked: Reader = {
    entries(entity, part, range = {}) {
      note({ thing: partThing(entity, part), ...range });
      return listed.entries(entity, part, range);
    },
    entriesOfParts(entity, parts) {
      for (const part of parts) note({ thing: partThing(entity, part) });
      return listed.entriesOfParts(entity, parts);
    },
    mentions(entity, kinds, until) {
      note({ thing: mentionsThing(entity), until });
      return listed.mentions(entity, kinds, until);
    },
    value(key) {
      note({ thing: valueThing(key) });
      return listed.value(key);
    },
    listed,
  };
  return { reader: tracked, reads: () => [...reads.values()] };
}

function together(get: (keys: readonly Key[]) => Promise<Item[]>): (key: Key) => Promise<Item | undefined> {
  let waiting: Map<string, Key> | undefined;
  let fetching: Promise<Map<string, Item>> | undefined;
  const fetchNext = async () => {
    // Lets every computation that is ready add its keys first.
    await Promise.resolve();
    const keys = [...(waiting ?? new Map<string, Key>()).values()];
    [waiting, fetching] = [undefined, undefined];
    return new Map((await get(keys)).map((item) => [valueThing(item), item]));
  };
  return async (key) => {
    waiting ??= new Map();
    waiting.set(valueThing(key), key);
    fetching ??= fetchNext();
    return (await fetching).get(valueThing(key));
  };
}

/** Who a name means now, from its ledger and the ledgers that its renames lead to. @param parts these include `LIFE` */
export async function readIdentity(
  reader: Reader,
  entity: Entity,
  parts: readonly string[],
): Promise<Identity> {
  const ledgers = new Map<string, readonly Entry[]>();
  const names = new Set([entity.id]);
  for (const name of names) {
    const own = { kind: entity.kind, id: name };
    // A change of its own ledger requests the value anyway.
    const read = await (name === entity.id ? reader.listed : reader).entriesOfParts(own, parts);
    ledgers.set(name, read);
    if (canBeRenamed(entity.kind)) for (const other of namesIn(read)) names.add(other);
  }
  return identityOf(entity, ledgers);
}
