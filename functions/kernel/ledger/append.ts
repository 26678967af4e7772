/**
 * Append: the first step of recording. A ledger is a set that only grows, so a fact that comes twice, late or out of order
 * comes to the same set. Nothing of the ledger is read whole, however long it is.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import type { Accepted } from '../../../events/read.ts';
import { compare } from '../model/identity.ts';
import type { Mention } from '../model/mention.ts';
import { inParallel } from '../parallel.ts';
import { all, getOne, type Store, startingWith } from '../store/store.ts';
import { type Content, contentItem, mentionItem } from './items.ts';
import {
  displacedMark,
  dueIn,
  eventSortKey,
  firstUnder,
  mentionsOf,
  othersUnder,
  partition,
} from './keys.ts';
import { type Placed, placesOf } from './parts.ts';
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
 * 1. Put the fact, under its moment: the proof that it was received.
 * 2. Claim its id. The first content under an id is found by the id alone; any other one is listed beside it, and of
 *    those the one that happened first counts, whichever came first. Of any two that come at once, at least one appender
 *    sees both, and marks the one that does not count.
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
    touches.push(
      ...(await inParallel(placed.mentions, (each) => leave(store, placed, each, isRepeat))).flat(),
    );
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
  const { due } = placed;
  const item = {
    pk,
    sk: own.sk,
    type: fact.type,
    body,
    arrivedAt,
    ...(due === undefined ? {} : { link: dueIn(due), linkKey: due }),
  };
  const isRepeat = (await store.put(item, 'ifAbsent')) === 'raced';
  const losers = await claim(store, placed, fact, own);
  for (const { sk } of losers) await store.put({ pk, sk: displacedMark(sk) }, 'ifAbsent');
  return {
    isRepeat,
    touches: [own, ...losers].map((each) => ({
      placed: { ...placed, part: each.part },
      thing: partThing(entity, each.part),
      at: each.at,
    })),
    displaced: losers.map((each) => ({ id: fact.detail.id, digest: each.digest })),
  };
}

/** @returns the contents that do not count, where the id stands for several */
async function claim(store: Store, { entity }: Placed, { detail }: Fact, own: Content): Promise<Content[]> {
  const first = firstUnder(entity, detail.id);
  if ((await store.put({ ...first, content: own }, 'ifAbsent')) === 'written') return [];
  const [holder] = await contentsUnder(store, entity, detail.id);
  if (holder?.digest === own.digest) return [];
  const sk = `${othersUnder(entity, detail.id)}${own.digest}`;
  await store.put({ pk: first.pk, sk, content: own }, 'ifAbsent');
  return (await contentsUnder(store, entity, detail.id)).toSorted(asTheyHappened).slice(1);
}

/** All contents that came under an id, the one that came first before the others. */
export async function contentsUnder(store: Store, entity: Entity, id: string): Promise<Content[]> {
  const { pk, sk } = firstUnder(entity, id);
  const items = await all(store.query(pk, { from: sk, to: startingWith(othersUnder(entity, id)).to }));
  // Another id may begin with this one; it sorts between this id and what stands beside it.
  return items
    .filter((item) => item.sk === sk || item.sk.startsWith(othersUnder(entity, id)))
    .map((item) => contentItem.parse(item).content);
}

const asTheyHappened = (a: Content, b: Content) => compare(a.at, b.at) || compare(a.digest, b.digest);

/** The earliest moment wins: whoever comes later with an earlier one lowers it, and nobody ever raises it. */
async function leave(store: Store, placed: Placed, mention: Mention, isRepeat: boolean): Promise<Touch[]> {
  const pk = partition(placed.entity);
  const { kind, names, since } = mention;
  const key = { pk, sk: mentionsOf(kind, ...names).slice(0, -1) };
  const touch = {
    placed: { ...placed, part: undefined, mentions: [mention] },
    thing: mentionsThing(placed.entity),
    at: since,
  };
  for (;;) {
    const item = await getOne(store, key);
    const held = item === undefined ? undefined : mentionItem.parse(item);
    if (held !== undefined && held.since <= since) return isRepeat && held.since === since ? [touch] : [];
    const revision = (held?.revision ?? 0) + 1;
    const guard = held === undefined ? 'ifAbsent' : { ifRevision: held.revision };
    if ((await store.put({ ...key, names, since, revision }, guard)) === 'written') return [touch];
  }
}
