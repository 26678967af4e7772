/** How far an origin was compared with the ledger for what its webhooks missed, and what prevents the comparison. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { change } from '../../kernel/store/change.ts';
import { PAUSE_KEY, syncCursorKey, syncCursorsOf } from '../../kernel/store/keys.ts';
import { all, getOne, type Store } from '../../kernel/store/store.ts';

/** Changes and releases are compared with the ledger; failed deliveries are requested again. */
export type Part = 'changes' | 'deliveries';

export const look = lazy(() =>
  z.object({
    place: z.string(),
    /** The projects that its mapping names, and the trains that they and its releases are on. */
    projects: z.array(z.string()),
    trains: z.array(z.string()),
    /** Of its mapping: under another one all is compared again. */
    mapping: z.string().optional(),
    /** When it was last tried: the one that waits longest comes first. UTC instant. */
    triedAt: z.string(),
    /** All that happened there up to this moment is in the ledger. UTC instant; absent before the first comparison. */
    upTo: z.string().optional(),
    /** Of tags whose release nobody told of, by a digest of the tag. UTC instants. */
    tagDates: z.record(z.string(), z.string()).optional(),
    /** Why it cannot be compared, and when that is tried again. */
    parked: z.object({ because: z.string(), until: z.string() }).optional(),
  }),
);
export type SyncCursor = Output<typeof look>;

/** Strongly consistent. */
export async function readSyncCursors(table: Store, part: Part): Promise<SyncCursor[]> {
  const items = await all(table.query(syncCursorsOf(part)));
  return items.map((item) => look.parse(item));
}

/** A slower writer that began earlier does not overwrite it. */
export async function storeSyncCursor(table: Store, part: Part, one: SyncCursor): Promise<void> {
  await change(table, syncCursorKey(part, one.place), (item) =>
    item === undefined || look.parse(item).triedAt <= one.triedAt ? { ...one } : undefined,
  );
}

const pause = lazy(() => z.object({ until: z.string() }));

/** Until when the API asked not to be called. UTC instant. */
export async function readPause(table: Store): Promise<string | undefined> {
  const item = await getOne(table, PAUSE_KEY);
  return item === undefined ? undefined : pause.parse(item).until;
}

export async function keepPause(table: Store, until: string): Promise<void> {
  await table.put({ ...PAUSE_KEY, until });
}
