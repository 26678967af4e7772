/** Which source of the catalog a place is: by its name or, when it was renamed since, by what stays the same of it. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { type SourceState, sourceState } from '../../catalog/model/source.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { change } from '../../kernel/store/change.ts';
import { originKey } from '../../kernel/store/keys.ts';
import { getOne, type Store } from '../../kernel/store/store.ts';

const known = lazy(() => z.object({ place: z.string() }));

/** The mapping of a place, strongly consistent; undefined while nobody has mapped it. */
export async function readOrigin(
  table: Store,
  place: string,
  placeId: string | undefined,
): Promise<SourceState | undefined> {
  const own = await readMapping(table, place);
  if (own !== undefined || placeId === undefined) return own;
  const item = await getOne(table, originKey(placeId));
  return item === undefined ? undefined : readMapping(table, known.parse(item).place);
}

async function readMapping(table: Store, place: string): Promise<SourceState | undefined> {
  const state = (await readStates(table, 'source', sourceState, [place])).get(place);
  return state?.registration === undefined || state.retiredAt !== undefined ? undefined : state;
}

/** Remembers which mapping a place has, for when it goes by another name. */
export async function rememberOrigin(table: Store, placeId: string, place: string): Promise<void> {
  await change(table, originKey(placeId), (item) => (item?.place === place ? undefined : { place }));
}
