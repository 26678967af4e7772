/**
 * Derived values: what is computed from ledgers and from other derived values, and stored. Which facts can change which
 * value is written down nowhere; it follows from what each computation read. docs/design.md, "Derived values", argues
 * why nothing is missed.
 *
 * 1. Read the stored value, with its revision.
 * 2. Compute, noting what is read.
 * 3. Write the links that are missing. If any was missing, compute once more: a reader links before its last reading,
 *    and whoever appends looks for links after the append, so one of the two sees the other.
 * 4. If the value is another, write it if the revision still stands, and begin again either way: a pass that found nothing
 *    to write leaves no trace, and a slower writer with an older view could land after it.
 * 5. If what depends on it was not asked yet, ask; then say so. A crash in between is repaired by whoever comes again.
 * 6. Announce what is in its outbox, then empty it. News is put there by the write that makes it news, under an id made of
 *    how much was announced before, so it goes out at least once and always as the same event.
 */
import { isSameJson } from '../../../events/canonical-json.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import { fitted, type Omitted } from '../fitted.ts';
import { valueThing } from '../ledger/things.ts';
import { inParallel } from '../parallel.ts';
import type { Item, Key, Store } from '../store/store.ts';
import { storeCut } from './cuts.ts';
import { storeFailure } from './failures.ts';
import { link, readDigest, readersOf } from './links.ts';
import { type Reader, ReadFailedError, readerOf, remembering, tracking } from './reader.ts';
import { type Stored, storedValues } from './stored.ts';

/** What a computation came to. */
export interface Computed {
  /** `undefined`: nothing, which is gone for readers. */
  readonly value: object | undefined;
  /** What lists show of it, and where it is listed; further attributes of the stored item. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /**
   * What people are to hear of it.
   * @param told what was last told of it
   * @param count how often something was told of it: part of the announcement's id
   * @returns `undefined` where what was told still holds
   */
  news?(told: string | undefined, count: number): Promise<News | undefined> | News | undefined;
}

/** What is remembered as told, and the event that tells it; none where it is no news to anybody. */
export interface News {
  readonly told: string;
  readonly announcement?: Announcement | undefined;
}

export interface Derivation {
  readonly key: Key;
  /** Pure but for its reads. */
  compute(reader: Reader): Promise<Computed>;
  /** Asks those that depend on it because of a list they stand in, beside those that are linked. */
  askListed?(): Promise<void>;
  /** Whether those are asked each time, and not only when the value changed: it stands for values that are listed. */
  readonly asksAlways?: boolean;
}

export interface Deriving {
  readonly store: Store;
  readonly announce: (announcements: readonly Announcement[]) => Promise<void>;
  /** Sees to it that these are derived again. Whoever asked is not asked again once this is over, so it must be certain then. */
  readonly ask: (keys: readonly Key[]) => Promise<void>;
  /** UTC instant; when a computation failed. */
  readonly now: string;
  readonly failed: (key: Key, error: unknown) => void;
  /** An announcement that waited to go out cannot be read any more, and is gone. */
  readonly dropped: (key: Key, type: string, error: unknown) => void;
}

/** Derived together: what is held in memory stays the same however many there are. */
const CHUNK = 100;

/**
 * Derives values again, whoever asks and however often; values of one call share what they read.
 * @throws what the store or the bus throws; a computation that throws is noted, and holds up nothing else
 */
export async function derive(deriving: Deriving, derivations: readonly Derivation[]): Promise<void> {
  const once = [...new Map(derivations.map((each) => [valueThing(each.key), each])).values()];
  for (let from = 0; from < once.length; from += CHUNK) {
    let waiting = once.slice(from, from + CHUNK);
    while (waiting.length > 0) waiting = await round(deriving, waiting);
  }
}

/** @returns those that were written, or overtaken, and are to be derived once more */
async function round(deriving: Deriving, derivations: readonly Derivation[]): Promise<Derivation[]> {
  const held = await storedValues(
    deriving.store,
    derivations.map(({ key }) => key),
  );
  const passes = await compute(
    deriving,
    derivations.map((derivation, at) => ({ derivation, held: held[at] ?? NOTHING })),
  );
  const written = await inParallel(passes, (pass) => write(deriving, pass));
  const standing = passes.filter((_pass, at) => written[at] !== true);
  const overtaken = await settle(deriving, standing);
  return [...passes.filter((_pass, at) => written[at] === true), ...overtaken].map((pass) => pass.derivation);
}

const NOTHING: Stored = { revision: 0, outbox: [], unreadable: [], count: 0, isAsked: true };

interface Asked {
  readonly derivation: Derivation;
  readonly held: Stored;
}

interface Pass extends Asked {
  readonly computed: Computed;
  /** What of it is stored; `undefined` for nothing. */
  readonly content: Content | undefined;
  /** What is left out because it does not fit. */
  readonly omitted: Omitted | undefined;
  /** Digests of all that was read, and is linked; sorted. */
  readonly linked: readonly string[];
}

/** Computes all; those whose links were missing again with what they read since, until none is missing. */
async function compute(deriving: Deriving, asked: readonly Asked[]): Promise<Pass[]> {
  const passes: Pass[] = [];
  let waiting = asked.map((each) => ({ ...each, known: new Set(each.held.linked) }));
  while (waiting.length > 0) {
    const shared = remembering(readerOf(deriving.store));
    const results = await inParallel(waiting, async ({ known, ...each }) => {
      const { reader, reads } = tracking(shared);
      const computed = await attempt(deriving, each, reader);
      const read = new Map(reads().map((one) => [readDigest(one), one]));
      const missing = [...read].flatMap(([digest, one]) => (known.has(digest) ? [] : [one]));
      await link(deriving.store, missing, each.derivation.key);
      const linked = [...read.keys()].sort();
      return {
        ...each,
        computed,
        linked,
        known: new Set([...known, ...linked]),
        isLinked: missing.length === 0,
      };
    });
    passes.push(
      ...results.flatMap(({ computed, isLinked, known: _known, ...each }) =>
        isLinked && computed !== 'failed' ? [{ ...each, computed, ...contentOf(computed) }] : [],
      ),
    );
    waiting = results.filter(({ isLinked, computed }) => !isLinked && computed !== 'failed');
  }
  return passes;
}

async function attempt(
  { store, now, failed }: Deriving,
  { derivation }: Asked,
  reader: Reader,
): Promise<Computed | 'failed'> {
  try {
    return await derivation.compute(reader);
  } catch (error) {
    if (error instanceof ReadFailedError) throw error.cause;
    failed(derivation.key, error);
    await storeFailure(store, derivation.key, error, now);
    return 'failed';
  }
}

/**
 * Asks all that depends on values that stand, and tells their news; only then says of each that it is done. Whatever
 * crashes in between, whoever comes again finds what is left to do.
 * @returns those that somebody else wrote meanwhile
 */
async function settle(deriving: Deriving, passes: readonly Pass[]): Promise<Pass[]> {
  const { announce } = deriving;
  const asking = passes.filter(({ derivation, held }) => !held.isAsked || derivation.asksAlways === true);
  const asked = new Set(await askDependants(deriving, asking));
  await announce(passes.flatMap(({ held }) => held.outbox));
  const done = await inParallel(passes, async (pass) => {
    const { held } = pass;
    const isClean = held.outbox.length + held.unreadable.length === 0;
    const isUnchanged = isClean && isSameJson(held.linked, linkedToStore(pass));
    // Nobody to ask and nothing to say: whoever looks again finds the same, for the price of a look.
    if (held.revision === 0 || (isUnchanged && (held.isAsked || !asked.has(pass)))) return true;
    const item = { ...itemOf(pass), isAsked: true, outbox: undefined };
    return put(deriving, pass, item);
  });
  return passes.filter((_pass, at) => done[at] !== true);
}

/** @returns those that something depends on */
async function askDependants({ store, ask }: Deriving, passes: readonly Pass[]): Promise<Pass[]> {
  const found = await inParallel(passes, async (pass) => ({
    pass,
    readers: await readersOf(store, pass.derivation.key),
  }));
  const readers = new Map(found.flatMap((each) => each.readers).map((key) => [valueThing(key), key]));
  if (readers.size > 0) await ask([...readers.values()]);
  for (const { derivation } of passes) await derivation.askListed?.();
  return found.flatMap(({ pass, readers: own }) =>
    own.length > 0 || pass.derivation.askListed !== undefined ? [pass] : [],
  );
}

/** A value, what was told of it and what is still to be told, with their keys, stay under 400 KB by these bounds. */
const MAX_VALUE_BYTES = 200 * 1024;
const MAX_OUTBOX_BYTES = 100 * 1024;
/** Of a value that reads more, each derivation puts all links anew. */
const MAX_LINKED = 1_500;

const linkedToStore = ({ linked }: Pass): readonly string[] | undefined =>
  linked.length === 0 || linked.length > MAX_LINKED ? undefined : linked;

type Content = Readonly<Record<string, unknown>>;

/** Of a value that is gone, what finds it again may stay: a moment at which it is to be computed again. */
function contentOf({ value, attributes }: Computed): Pick<Pass, 'content' | 'omitted'> {
  const part = value && fitted(value, MAX_VALUE_BYTES);
  const all = { value: part?.value, omitted: part?.omitted, ...attributes };
  const content = Object.entries(all).filter(([, each]) => each !== undefined);
  return {
    content: content.length === 0 ? undefined : Object.fromEntries(content),
    omitted: part?.omitted,
  };
}

/** The item of a value as it stands, one revision later. */
function itemOf(pass: Pass) {
  const { derivation, held, content } = pass;
  const { revision, isAsked, told, count, outbox } = held;
  return {
    ...content,
    ...derivation.key,
    revision: revision + 1,
    linked: linkedToStore(pass),
    isAsked,
    told,
    count: count === 0 ? undefined : count,
    outbox: outbox.length === 0 ? undefined : outbox,
  };
}

/** Writes what is another, or news. @returns whether there was anything to write, which somebody else may have done first */
async function write(deriving: Deriving, pass: Pass): Promise<boolean> {
  const { derivation, held, computed, content, omitted } = pass;
  const news = await computed.news?.(held.told, held.count);
  const isSame = isSameJson(content, held.content);
  if (isSame && news === undefined) return false;
  const said = news?.announcement === undefined ? [] : [news.announcement];
  const outbox = newest([...held.outbox, ...said]);
  const item = {
    ...itemOf(pass),
    isAsked: isSame && held.isAsked,
    ...(news === undefined ? {} : { told: news.told, count: held.count + said.length }),
    outbox: outbox.length === 0 ? undefined : outbox,
  };
  const wasCut = held.content !== undefined && 'omitted' in held.content;
  if (omitted !== undefined || wasCut) await storeCut(deriving.store, derivation.key, omitted);
  await put(deriving, pass, item);
  return true;
}

/** @param item whose outbox is without what cannot be read @returns whether the revision still stood */
async function put({ store, dropped }: Deriving, { derivation, held }: Pass, item: Item): Promise<boolean> {
  const guard = held.revision === 0 ? 'ifAbsent' : { ifRevision: held.revision };
  if ((await store.put(item, guard)) !== 'written') return false;
  for (const { type, error } of held.unreadable) dropped(derivation.key, type, error);
  return true;
}

/** Where the bus was away for long, the oldest news gives way: what holds by now is told by the newest. */
function newest(outbox: readonly Announcement[]): readonly Announcement[] {
  const isSmall = Buffer.byteLength(JSON.stringify(outbox)) <= MAX_OUTBOX_BYTES;
  return isSmall || outbox.length <= 1 ? outbox : newest(outbox.slice(1));
}
