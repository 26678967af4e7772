/**
 * Origins: which source of the catalog each is, by its name or, after it was renamed, by the id that stays the same; and
 * the events that wait until a mapping says whose they are.
 */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import type { SourceState } from '../../catalog/model/registered.ts';
import { readStates } from '../../catalog/store/states.ts';
import { waitsUntil } from '../../kernel/ledger/quarantine.ts';
import { change } from '../../kernel/store/change.ts';
import { originKey, unattributedKey, unattributedOf } from '../../kernel/store/keys.ts';
import { inList, listPage } from '../../kernel/store/lists.ts';
import { all, EXPIRES_AT, getOne, type Store } from '../../kernel/store/store.ts';
import { happeningIn } from '../model/happening.ts';
import type { Attributable } from '../model/normalized-event.ts';
import { type WaitingItem, waitingItem } from '../model/report.ts';

const known = lazy(() => z.object({ place: z.string() }));

/** The mapping of an origin, strongly consistent; undefined while the catalog has none. */
export async function readOrigin(
  table: Store,
  origin: string,
  originId: string | undefined,
): Promise<SourceState | undefined> {
  const own = await readMapping(table, origin);
  if (own !== undefined || originId === undefined) return own;
  const item = await getOne(table, originKey(originId));
  return item === undefined ? undefined : readMapping(table, known.parse(item).place);
}

export interface KnownOrigin {
  /** Whether the catalog has a source of its name. */
  readonly isMapped: boolean;
  /** The source that its id was remembered as. */
  readonly remembered: string | undefined;
}

export async function knownOrigin(
  table: Store,
  origin: string,
  originId: string | undefined,
): Promise<KnownOrigin> {
  const item = originId === undefined ? undefined : await getOne(table, originKey(originId));
  const isMapped = (await readMapping(table, origin)) !== undefined;
  return { isMapped, remembered: item && known.parse(item).place };
}

async function readMapping(table: Store, origin: string): Promise<SourceState | undefined> {
  const state = (await readStates(table, 'source', [origin])).get(origin);
  return state?.registration === undefined || state.retiredAt !== undefined ? undefined : state;
}

/** Remembers which source an origin is, for when it is renamed. */
export async function rememberOrigin(table: Store, originId: string, source: string): Promise<void> {
  await change(table, originKey(originId), (item) =>
    item?.place === source ? undefined : { place: source },
  );
}

/** The list of all events that wait, by origin. */
export const UNATTRIBUTED = 'UNATTRIBUTED';

/** An event that could not be attributed: stored whole until a mapping covers it. */
export interface Waiting extends Pick<WaitingItem, 'source' | 'event' | 'because' | 'solution'> {
  readonly origin: string;
  readonly originId?: string | undefined;
  readonly normalized: Attributable;
  /** When it first arrived, where it did before. */
  readonly arrivedAt?: string | undefined;
}

/** A sort key has 1,024 bytes. */
const MAX_ORIGIN_LENGTH = 200;

/** Replaces its reason where that changed; when it first arrived stays. @param arrivedAt for people to see */
export async function storeWaiting(table: Store, waiting: Waiting, arrivedAt: string): Promise<void> {
  const { source, origin, originId, event, because, solution, normalized } = waiting;
  const key = keyOf(waiting);
  const card: WaitingItem = {
    kind: 'unattributed',
    id: normalized.id,
    source,
    place: origin,
    event,
    because,
    solution,
    arrivedAt: waiting.arrivedAt ?? arrivedAt,
    about: happeningIn(normalized),
  };
  await table.put({
    ...key,
    list: UNATTRIBUTED,
    listKey: `${origin.slice(0, MAX_ORIGIN_LENGTH)}#${key.sk}`,
    card,
    placeId: originId,
    occurrence: JSON.stringify(normalized),
    [EXPIRES_AT]: waitsUntil(card.arrivedAt),
  });
}

/** It waits no longer: it leaves the list, and its key stays, so that its redelivery is known. */
export async function markAttributed(table: Store, waiting: Waiting): Promise<void> {
  await table.put({ ...keyOf(waiting), placeId: waiting.originId });
}

/** When the words of an event were said; those of the merge itself were said with it. */
export const saidAt = (said: Attributable): string =>
  said.kind === 'merged' ? (said.later?.at ?? said.at) : said.at;

/** What was said of the same thing before waits no longer: its labels say otherwise since. */
export async function dropEarlierWords(
  table: Store,
  origin: string,
  said: Attributable,
  now: string,
): Promise<void> {
  const latest = said.kind === 'merged' && said.later?.at === undefined ? now : saidAt(said);
  const own = keyOf({ origin, normalized: said }).sk;
  for (const waiting of await readWaiting(table, origin)) {
    const isSame = waiting.normalized.id === said.id && keyOf(waiting).sk !== own;
    if (isSame && saidAt(waiting.normalized) <= latest) await markAttributed(table, waiting);
  }
}

const keyOf = ({ origin, normalized }: Pick<Waiting, 'origin' | 'normalized'>) =>
  unattributedKey(origin, digestOf(canonicalJson(normalized)));

const listed = lazy(() => z.object({ card: waitingItem() }));
const stored = lazy(() => listed().extend({ placeId: z.string().optional(), occurrence: z.string() }));

/** What waits at an origin, strongly consistent. */
export async function readWaiting(table: Store, origin: string): Promise<Waiting[]> {
  const items = await all(table.query(unattributedOf(origin)));
  return items.flatMap((item) => {
    const { data } = stored.safeParse(item);
    if (data === undefined) return [];
    const { card, placeId: originId, occurrence } = data;
    return [{ ...card, origin: card.place, originId, normalized: parsed(occurrence) }];
  });
}

/** What `storeWaiting` wrote. */
const parsed = (json: string): Attributable => JSON.parse(json);

/** Everything that waits for a mapping, by origin. */
export async function readAllWaiting(table: Store): Promise<WaitingItem[]> {
  return (await all(inList(table, UNATTRIBUTED))).map((item) => listed.parse(item).card);
}

/** Part of it. @param after the `next` of the part before */
export async function readWaitingPart(
  table: Store,
  size: number,
  after?: string,
): Promise<{ readonly waiting: readonly WaitingItem[]; readonly next: string | undefined }> {
  const { items, isLast } = await listPage(table, UNATTRIBUTED, size, { after });
  const waiting = items.map((item) => listed.parse(item).card);
  return { waiting, next: isLast ? undefined : placeIn.parse(items.at(-1)).listKey };
}

const placeIn = lazy(() => z.object({ listKey: z.string() }));
