/** Occurrences that nobody could attribute: kept whole until a mapping covers them, and then attributed by themselves. */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { unattributedKey, unattributedOf } from '../../kernel/store/keys.ts';
import { inList } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';

/** All that wait are in one list, by place. */
export const UNATTRIBUTED = 'UNATTRIBUTED';

/** What is shown of one: not what it says, which is for people inside only. */
const shown = lazy(() =>
  z.object({
    kind: z.literal('unattributed'),
    id: z.string(),
    source: z.string(),
    place: z.string(),
    event: z.string(),
    because: z.string(),
    solution: z.string(),
    arrivedAt: z.string(),
  }),
);
export type Unattributed = Output<typeof shown>;

export interface Waiting {
  readonly source: string;
  readonly place: string;
  readonly placeId?: string | undefined;
  readonly event: string;
  readonly because: string;
  readonly solution: string;
  readonly occurrence: Exclude<NormalizedEvent, { kind: 'stated' }>;
  /** When it first arrived, where it did before. */
  readonly arrivedAt?: string | undefined;
}

/** A sort key has 1,024 bytes. */
const MAX_PLACE_LENGTH = 200;

/** Kept anew where its reason is another by now; when it first arrived stays. @param arrivedAt for people to see */
export async function keepUnattributed(table: Store, waiting: Waiting, arrivedAt: string): Promise<void> {
  const { source, place, placeId, event, because, solution, occurrence } = waiting;
  const key = keyOf(waiting);
  const what = { kind: 'unattributed', id: occurrence.id, source, place, event, because, solution } as const;
  const attributes = {
    list: UNATTRIBUTED,
    listKey: `${place.slice(0, MAX_PLACE_LENGTH)}#${key.sk}`,
    card: { ...what, arrivedAt: waiting.arrivedAt ?? arrivedAt } satisfies Unattributed,
    placeId,
    occurrence: JSON.stringify(occurrence),
  };
  await table.put({ ...key, ...attributes });
}

/** It waits no longer: it leaves the list, and its key stays, so that its redelivery is known. */
export async function markAttributed(table: Store, waiting: Waiting): Promise<void> {
  await table.put({ ...keyOf(waiting), placeId: waiting.placeId });
}

const keyOf = ({ place, occurrence }: Waiting) => unattributedKey(place, digestOf(canonicalJson(occurrence)));

const waitingItem = lazy(() =>
  z.object({ card: shown(), placeId: z.string().optional(), occurrence: z.string() }),
);

/** What waits at a place, strongly consistent. */
export async function readWaiting(table: Store, place: string): Promise<Waiting[]> {
  const items = await all(table.query(unattributedOf(place)));
  return items.flatMap((item) => {
    const { data } = waitingItem.safeParse(item);
    if (data === undefined) return [];
    const { card, placeId, occurrence } = data;
    return [{ ...card, placeId, occurrence: parsed(occurrence) }];
  });
}

/** What this file wrote. */
const parsed = (json: string): Waiting['occurrence'] => JSON.parse(json);

const listed = lazy(() => z.object({ card: shown() }));

/** All that wait for a mapping, by place. */
export async function readUnattributed(table: Store): Promise<Unattributed[]> {
  return (await all(inList(table, UNATTRIBUTED))).map((item) => listed.parse(item).card);
}
