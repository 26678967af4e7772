/** Derived values that are larger than an item and so are stored in part: what is left out is counted, for people to see. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import type { Omitted } from '../fitted.ts';
import { valueThing } from '../ledger/things.ts';
import { all, type Key, type Store } from '../store/store.ts';

const PARTITION = 'CUT';
export const isCut = ({ pk }: Key): boolean => pk === PARTITION;

const cutItem = lazy(() =>
  z.object({
    of: z.object({ pk: z.string(), sk: z.string() }),
    omitted: z.record(z.string(), z.number()).optional(),
  }),
);

export interface Cut {
  /** The derived value that is stored in part. */
  readonly key: Key;
  readonly omitted: Omitted;
}

/** @param omitted `undefined` where all of it fits (again) */
export const storeCut = (store: Store, { pk, sk }: Key, omitted: Omitted | undefined) =>
  store.put({ pk: PARTITION, sk: digestOf(valueThing({ pk, sk })), of: { pk, sk }, omitted });

/** All of them. */
export async function cuts(store: Store): Promise<Cut[]> {
  const items = await all(store.query(PARTITION));
  return items.flatMap((item) => {
    const { of, omitted } = cutItem.parse(item);
    return omitted === undefined ? [] : [{ key: of, omitted }];
  });
}
