/**
 * Append: the first step of recording. A ledger is a set that only grows, so a fact that comes twice, late or out of order
 * comes to the same set. Nothing of the ledger is read whole, however long it is.
 */
import type { Fact } from '../../../events/catalogue.ts';
import { inParallel } from '../parallel.ts';
import { all, getOne, type Key, type Store, startingWith } from '../store/store.ts';
import { compare } from '../identity.ts';
import { displacedMark, eventSortKey, firstUnder, mentionsOf, othersUnder, partition } from './keys.ts';
import { contentItem, type Content, mentionItem } from './items.ts';
import { type Mention, type Placed, placesOf } from './parts.ts';
import type { Accepted } from '../../../events/read.ts';
import { mentionsThing, partThing } from './things.ts';

/** Something in a ledger that an append changed, and when what changed happened: what depends on it is asked by this. */
export interface Touch {
  readonly placed: Placed;
  readonly thing: string;
  /** UTC instant; empty for what holds for all time. */
  readonly at: string;
}

/** A fact whose id had stood for another content that happened first: it is stored, and does not count. */
export interface Displaced {
  readonly id: string;
  readonly digest: string;
}

export interface Appended {
  readonly touches: readonly Touch[];
  readonly displaced: readonly Displaced[];
}

/**
 * Appends a fact to every ledger it belongs to.
 *
 * 1. Claim its id. The first content under an id is found by the id alone; any other one is listed beside it, and of
 *    those the one that happened first counts, whichever came first. Of any two that come at once, at least one appender
 *    sees both.
 * 2. Put the fact, under its moment.
 * 3. Leave the names that it mentions.
 *
 * Told again after a crash, every step finds what is there already and finishes the rest; then all that the fact touches
 * is named again, because nobody knows how much was asked before the crash.
 * @param arrivedAt UTC instant, for people to see; nothing is computed from it
 */
export async function append(store: Store, accepted: Accepted, arrivedAt: string): Promise<Appended> {
  const places = placesOf(accepted.fact, accepted.entities);
  const touches: Touch[] = [];
  const displaced: Displaced[] = [];
  let isRepeat = false;
  for (const placed of places) {
    if (placed.part === undefined) continue;
    const put = await putEvent(store, accepted, placed, placed.part, arrivedAt);
    isRepeat ||= put.isRepeat;
    touches.push(...put.touches);
    displaced.push(...put.displaced);
  }
  for (const placed of places)
    touches.push(...(await inParallel(placed.mentions, (each) => leave(store, placed, each, isRepeat))).flat());
  return { touches, displaced };
}

async function putEvent(
  store: Store,
  { fact, body, digest }: Accepted,
  placed: Placed,
  part: string,
  arrivedAt: string,
): Promise<Appended & { readonly isRepeat: boolean }> {
  const { entity } = placed;
  const pk = partition(entity);
  const own: Content = { sk: eventSortKey(part, fact, digest), at: fact.detail.occurredAt, digest, part };
  const losers = await claim(store, placed, fact, own);
  // Marked before it is put: no reader ever counts it.
  for (const { sk } of losers) await store.put({ pk, sk: displacedMark(sk) }, 'ifAbsent');
  const item = { pk, sk: own.sk, type: fact.type, body, arrivedAt };
  const isRepeat = (await store.put(item, 'ifAbsent')) === 'raced';
  return {
    isRepeat,
    touches: [own, ...losers].map((each) => ({ placed: { ...placed, part: each.part }, thing: partThing(entity, each.part), at: each.at })),
    displaced: losers.map((each) => ({ id: fact.detail.id, digest: each.digest })),
  };
}

/** @returns the contents that do not count, where the id stands for several */
async function claim(store: Store, { entity }: Placed, { detail }: Fact, own: Content): Promise<Content[]> {
  const first = firstUnder(entity, detail.id);
  if ((await store.put({ ...first, ...nameless(own) }, 'ifAbsent')) === 'written') return [];
  const holder = await contentUnder(store, first);
  if (holder.digest === own.digest) return [];
  const others = othersUnder(entity, detail.id);
  await store.put({ pk: first.pk, sk: `${others}${own.digest}`, ...nameless(own) }, 'ifAbsent');
  const rest = await all(store.query(first.pk, startingWith(others)));
  const contents = [holder, ...rest.map((item) => contentItem.parse(item).content)];
  return contents.toSorted(asTheyHappened).slice(1);
}

const nameless = (content: Content) => ({ content });

async function contentUnder(store: Store, key: Key): Promise<Content> {
  return contentItem.parse(await getOne(store, key)).content;
}

const asTheyHappened = (a: Content, b: Content) => compare(a.at, b.at) || compare(a.digest, b.digest);

/** The earliest moment wins: whoever comes later with an earlier one lowers it, and nobody ever raises it. */
async function leave(store: Store, placed: Placed, mention: Mention, isRepeat: boolean): Promise<Touch[]> {
  const pk = partition(placed.entity);
  const { kind, names, since } = mention;
  const key = { pk, sk: mentionsOf(kind, ...names).slice(0, -1) };
  const touch = { placed: { ...placed, part: undefined, mentions: [mention] }, thing: mentionsThing(placed.entity), at: since };
  for (;;) {
    const item = await getOne(store, key);
    const held = item === undefined ? undefined : mentionItem.parse(item);
    if (held !== undefined && held.since <= since) return isRepeat && held.since === since ? [touch] : [];
    const revision = (held?.revision ?? 0) + 1;
    const guard = held === undefined ? 'ifAbsent' : { ifRevision: held.revision };
    if ((await store.put({ ...key, names, since, revision }, guard)) === 'written') return [touch];
  }
}
