/**
 * Append: the first step of recording. A ledger is a set that only grows, so facts that come twice, late or out of order make
 * the same set. No ledger is read whole for it.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import type { Accepted } from '../../../events/read.ts';
import { compare, type Mention } from '../model/facts.ts';
import { inParallel } from '../parallel.ts';
import { change } from '../store/change.ts';
import {
  displacedMark,
  dueIn,
  eventSortKey,
  firstUnder,
  mentionsOf,
  mentionsThing,
  othersUnder,
  partition,
  partThing,
} from '../store/keys.ts';
import { remembering } from '../store/remembered.ts';
import { all, type Store, startingWith } from '../store/store.ts';
import { type Placed, placesOf } from './parts.ts';
import { type Content, contentItem, mentionItem } from './read.ts';

/** A part of a ledger, or its mentions, that an append changed at a moment: values that read it are to be derived again. */
export interface Touch {
  readonly placed: Placed;
  readonly thing: string;
  /** UTC instant; empty for what holds for all time. */
  readonly at: string;
}

/** A fact that does not count, because a content that happened first has the same id. It is stored nevertheless. */
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
 * 1. Put the fact, under its moment.
 * 2. Claim its id. The content that arrives first is stored under the id alone, any other beside it, and the one that
 *    happened first counts. Of two that come at once, at least one appender sees both, and marks the one that does not count.
 * 3. Store the names that it mentions.
 *
 * When a fact comes again after a crash, every step finishes what is missing, and all that the fact touches is returned
 * again, because it is unknown which readers were asked before the crash.
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
      ...(await inParallel(placed.mentions, (each) => putMention(store, placed, each, isRepeat))).flat(),
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
  const { entity, due } = placed;
  const pk = partition(entity);
  const own: Content = { sk: eventSortKey(part, fact, digest), at: fact.detail.occurredAt, digest, part };
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

/** @returns the contents that do not count, if the id has several */
async function claim(store: Store, { entity }: Placed, { detail }: Fact, own: Content): Promise<Content[]> {
  const first = firstUnder(entity, detail.id);
  if ((await store.put({ ...first, content: own }, 'ifAbsent')) === 'written') return [];
  const [holder] = await contentsUnder(store, entity, detail.id);
  if (holder?.digest === own.digest) return [];
  const sk = `${othersUnder(entity, detail.id)}${own.digest}`;
  await store.put({ pk: first.pk, sk, content: own }, 'ifAbsent');
  return (await contentsUnder(store, entity, detail.id)).toSorted(asTheyHappened).slice(1);
}

/** All contents of an id, the one that arrived first before the others. */
export async function contentsUnder(store: Store, entity: Entity, id: string): Promise<Content[]> {
  const { pk, sk } = firstUnder(entity, id);
  const items = await all(store.query(pk, { from: sk, to: startingWith(othersUnder(entity, id)).to }));
  // Another id may begin with this one; it sorts between this id and what stands beside it.
  return items
    .filter((item) => item.sk === sk || item.sk.startsWith(othersUnder(entity, id)))
    .map((item) => contentItem.parse(item).content);
}

/** The first contents of an id and of all ids that continue it after a colon, as the ids of an event's facts do. */
export async function contentsBelow(store: Store, entity: Entity, id: string): Promise<Content[]> {
  const { pk, sk } = firstUnder(entity, id);
  const items = await all(store.query(pk, { from: sk, to: startingWith(`${sk}:`).to }));
  return items
    .filter((item) => item.sk === sk || (item.sk.startsWith(`${sk}:`) && !item.sk.includes('#', sk.length)))
    .map((item) => contentItem.parse(item).content);
}

const asTheyHappened = (a: Content, b: Content) => compare(a.at, b.at) || compare(a.digest, b.digest);

/** Of each mention, a moment that it holds or one later than it. */
const mentioned = remembering<string>();

/** Stores a mention with its earliest moment: a fact with an earlier moment lowers it, and nothing raises it. */
async function putMention(
  store: Store,
  placed: Placed,
  mention: Mention,
  isRepeat: boolean,
): Promise<Touch[]> {
  const { kind, names, since } = mention;
  const key = { pk: partition(placed.entity), sk: mentionsOf(kind, ...names).slice(0, -1) };
  const known = mentioned(store);
  const name = `${key.pk} ${key.sk}`;
  const before = known.get(name);
  // Nothing to lower, and nothing that a repeat would have to finish.
  if (before !== undefined && (before < since || (before === since && !isRepeat))) return [];
  let held: string | undefined;
  const changed = await change(store, key, (item) => {
    held = item === undefined ? undefined : mentionItem.parse(item).since;
    return held !== undefined && held <= since ? undefined : { names, since };
  });
  known.set(name, changed === undefined ? (held ?? since) : since);
  if (changed === undefined && !(isRepeat && held === since)) return [];
  const touched = { ...placed, part: undefined, mentions: [mention] };
  return [{ placed: touched, thing: mentionsThing(placed.entity), at: since }];
}

/** The facts that their ledgers do not have with this content: others need not be published again. */
export const unrecorded = (table: Store, facts: readonly Accepted[]): Promise<Accepted[]> =>
  without(table, facts, ({ digest }, content) => content.digest === digest);

/** The facts that their ledgers do not have under this id and moment, whatever their title: it can be edited later. */
export const unheard = (table: Store, facts: readonly Accepted[]): Promise<Accepted[]> =>
  without(table, facts, ({ fact }, content) => content.at === fact.detail.occurredAt);

async function without(
  table: Store,
  facts: readonly Accepted[],
  isSame: (fact: Accepted, content: Content) => boolean,
): Promise<Accepted[]> {
  const left = await inParallel(facts, async (each) => {
    const [entity] = each.entities;
    const stored = entity === undefined ? [] : await contentsUnder(table, entity, each.fact.detail.id);
    return entity === undefined || stored.some((content) => isSame(each, content)) ? [] : [each];
  });
  return left.flat();
}
