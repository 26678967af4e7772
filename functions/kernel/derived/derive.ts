/**
 * Derived values: computed from ledgers and from other derived values, and stored. No list says which facts can change which
 * value: it follows from what each computation read. docs/design.md, "Derived values", has the steps and why nothing is missed.
 */
import { isSameJson } from '../../../events/canonical-json.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import { inParallel } from '../parallel.ts';
import { valueThing } from '../store/keys.ts';
import type { Key, Store } from '../store/store.ts';
import { link, readDigest, readersOf } from './links.ts';
import { type Reader, ReadFailedError, readerOf, remembering, tracking } from './reader.ts';
import {
  type Content,
  contentOf,
  NEVER_STORED,
  rememberedLinks,
  replace,
  type Stored,
  storedValues,
} from './stored.ts';
import { storeCut, storeFailure } from './troubles.ts';

/** What a computation came to. */
export interface Computed {
  /** `undefined`: nothing, which is gone for readers. */
  readonly value: object | undefined;
  /** What lists show of it, and where it is listed; further attributes of the stored item. */
  readonly attributes?: Content;
  /**
   * What there is to announce.
   * @param notified what the last news remembered
   * @param count how many announcements there were: part of the next one's id
   * @returns `undefined` where the last news still holds
   */
  news?(notified: string | undefined, count: number): Promise<News | undefined> | News | undefined;
}

/** What is remembered as announced, and the announcement, if the change is of interest to anybody. */
export interface News {
  readonly notified: string;
  readonly announcement?: Announcement | undefined;
}

export interface Derivation {
  readonly key: Key;
  /** Pure but for its reads. */
  compute(reader: Reader): Promise<Computed>;
  /** Asks the dependants that are found in a list instead of by links. */
  askListed?(): Promise<void>;
  /** Whether those are asked each time, and not only when the value changed. */
  readonly asksAlways?: boolean;
}

export interface Deriving {
  readonly store: Store;
  readonly announce: (announcements: readonly Announcement[]) => Promise<void>;
  /** Requests new derivations. When it resolves they must be certain to run: they are not requested a second time. */
  readonly ask: (keys: readonly Key[]) => Promise<void>;
  /** UTC instant, stored with a computation that fails. */
  readonly now: string;
  readonly failed: (key: Key, error: unknown) => void;
  /** An announcement in an outbox can no longer be read, and was removed. */
  readonly dropped: (key: Key, type: string, error: unknown) => void;
}

/** Values derived together: memory stays the same however many there are. */
const CHUNK = 100;

/**
 * Derives values; safe to repeat and to run concurrently. Values of one call share what they read.
 * @throws what the store or the bus throws; a computation that throws is stored as failed, and holds up nothing else
 */
export async function derive(deriving: Deriving, derivations: readonly Derivation[]): Promise<void> {
  const once = [...new Map(derivations.map((each) => [valueThing(each.key), each])).values()];
  for (let from = 0; from < once.length; from += CHUNK) {
    let waiting = once.slice(from, from + CHUNK);
    while (waiting.length > 0) waiting = await round(deriving, waiting);
  }
}

/** Steps 1 to 7, of many values together. @returns those that begin again */
async function round(deriving: Deriving, derivations: readonly Derivation[]): Promise<Derivation[]> {
  const stored = await storedValues(
    deriving.store,
    derivations.map(({ key }) => key),
  );
  const begun = derivations.map((derivation, at) => ({ derivation, held: stored[at] ?? NEVER_STORED }));
  const passes = await computeUntilLinked(deriving, begun);
  const written = await inParallel(passes, (pass) => writeIfChanged(deriving, pass));
  const unchanged = passes.filter((_pass, at) => written[at] !== true);
  const asked = await askDependants(deriving, unchanged);
  await announceOutboxes(deriving, unchanged);
  const marked = await inParallel(unchanged, (pass) => markAsDone(deriving, pass, asked.has(pass)));
  const overtaken = unchanged.filter((_pass, at) => marked[at] !== true);
  const changed = passes.filter((_pass, at) => written[at] === true);
  return [...changed, ...overtaken].map(({ derivation }) => derivation);
}

interface Begun {
  readonly derivation: Derivation;
  /** The value as it is stored when this pass begins. */
  readonly held: Stored;
}

interface Pass extends Begun, ReturnType<typeof contentOf> {
  readonly news: Computed['news'];
  /** Digests of all that was read, and is linked; sorted. */
  readonly linked: readonly string[];
}

/**
 * Steps 2 and 3. Values whose links were missing are computed again with fresh reads, until none is missing. An appender
 * looks for links after its append, so it finds the link, or its fact is read by the last reading:
 *
 *   derivation   ... read ........... link ........... read again .... write
 *   appender A   ........... append ........ links? ...................        finds the link, and asks for the value again
 *   appender B   ........ append . links? .............................        finds no link, but is read by `read again`
 */
async function computeUntilLinked(deriving: Deriving, begun: readonly Begun[]): Promise<Pass[]> {
  const passes: Pass[] = [];
  let waiting = begun.map((each) => ({ ...each, known: new Set(each.held.linked) }));
  while (waiting.length > 0) {
    const shared = remembering(readerOf(deriving.store));
    const computed = await inParallel(waiting, async ({ derivation, held, known }) => {
      const { reader, reads } = tracking(shared);
      const result = await compute(deriving, derivation, reader);
      const read = new Map(reads().map((one) => [readDigest(one), one]));
      const missing = [...read].flatMap(([digest, one]) => (known.has(digest) ? [] : [one]));
      await link(deriving.store, missing, derivation.key);
      const linked = [...read.keys()].sort();
      const isLinked = missing.length === 0;
      return { result, isLinked, linked, derivation, held, known: new Set([...known, ...linked]) };
    });
    for (const { result, isLinked, linked, derivation, held } of computed)
      if (isLinked && result !== 'failed') {
        const { value, attributes, news } = result;
        passes.push({ derivation, held, linked, news, ...contentOf(value, attributes) });
      }
    waiting = computed.filter(({ result, isLinked }) => !isLinked && result !== 'failed');
  }
  return passes;
}

async function compute(
  { store, now, failed }: Deriving,
  { key, compute }: Derivation,
  reader: Reader,
): Promise<Computed | 'failed'> {
  try {
    return await compute(reader);
  } catch (error) {
    if (error instanceof ReadFailedError) throw error.cause;
    failed(key, error);
    await storeFailure(store, key, error, now);
    return 'failed';
  }
}

/**
 * Step 4. The value begins again even if another writer was faster: a pass that finds nothing to write leaves no trace, so a slower
 * writer with an older view could land after it.
 * @returns whether there was anything to write; another writer may have been faster
 */
async function writeIfChanged(deriving: Deriving, pass: Pass): Promise<boolean> {
  const { derivation, held, content, omitted } = pass;
  const news = await pass.news?.(held.notified, held.count);
  const isSame = isSameJson(content, held.content);
  if (isSame && news === undefined) return false;
  const said = news?.announcement === undefined ? [] : [news.announcement];
  if (omitted !== undefined || wasCut(held)) await storeCut(deriving.store, derivation.key, omitted);
  await put(deriving, pass, {
    isAsked: isSame && held.isAsked,
    ...(news === undefined ? {} : { notified: news.notified, count: held.count + said.length }),
    outbox: [...held.outbox, ...said],
  });
  return true;
}

const wasCut = ({ content }: Stored): boolean => content !== undefined && 'omitted' in content;

/** Step 5. @returns those that something depends on */
async function askDependants(
  { store, ask }: Deriving,
  unchanged: readonly Pass[],
): Promise<ReadonlySet<Pass>> {
  const asking = unchanged.filter(({ derivation, held }) => !held.isAsked || derivation.asksAlways === true);
  const found = await inParallel(asking, async (pass) => ({
    pass,
    readers: await readersOf(store, pass.derivation.key),
  }));
  const readers = new Map(found.flatMap((each) => each.readers).map((key) => [valueThing(key), key]));
  if (readers.size > 0) await ask([...readers.values()]);
  for (const { derivation } of asking) await derivation.askListed?.();
  const asked = found.filter(
    ({ pass, readers: own }) => own.length > 0 || pass.derivation.askListed !== undefined,
  );
  return new Set(asked.map(({ pass }) => pass));
}

/** Step 6. Step 4 fixed the ids, so after a crash the same announcements go out again. */
const announceOutboxes = ({ announce }: Deriving, unchanged: readonly Pass[]): Promise<void> =>
  announce(unchanged.flatMap(({ held }) => held.outbox));

/** Step 7, if there is anything to mark. @returns whether the revision still stood */
async function markAsDone(deriving: Deriving, pass: Pass, isAskedNow: boolean): Promise<boolean> {
  const { held, linked } = pass;
  const isClean = held.outbox.length + held.unreadable.length === 0;
  const isUnchanged = isClean && isSameJson(held.linked, rememberedLinks(linked));
  // Where nothing depends on the value, the mark can wait: the next derivation looks for dependants again.
  if (held.revision === 0 || (isUnchanged && (held.isAsked || !isAskedNow))) return true;
  return put(deriving, pass, { isAsked: true, outbox: [] });
}

type Changes = Partial<Pick<Stored, 'isAsked' | 'notified' | 'count' | 'outbox'>>;

/** @returns whether the revision still stood; if so, unreadable entries of the outbox are gone */
async function put(deriving: Deriving, pass: Pass, changes: Changes): Promise<boolean> {
  const { derivation, held, content, linked } = pass;
  const next = { ...held, content, linked, ...changes };
  if (!(await replace(deriving.store, derivation.key, held, next))) return false;
  for (const { type, error } of held.unreadable) deriving.dropped(derivation.key, type, error);
  return true;
}
