/** Computations that threw: stored for people to see, and tried again by the clock. Each holds up nothing else. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy } from '../../../events/lazy.ts';
import { valueThing } from '../ledger/things.ts';
import { all, EXPIRES_AT, getOne, type Key, type Store } from '../store/store.ts';

const PARTITION = 'FAILED';
export const isFailure = ({ pk }: Key): boolean => pk === PARTITION;

const failureItem = lazy(() =>
  z.object({
    value: z.object({ pk: z.string(), sk: z.string() }),
    message: z.string(),
    at: z.string(),
    revision: z.number(),
    isOver: z.boolean().default(false),
  }),
);

export interface Failure {
  /** The derived value that could not be computed. */
  readonly key: Key;
  readonly message: string;
  /** UTC instant of the last try. */
  readonly at: string;
  readonly revision: number;
}

const failureKey = (key: Key): Key => ({ pk: PARTITION, sk: digestOf(valueThing(key)) });

const MAX_MESSAGE_LENGTH = 500;

export async function storeFailure(store: Store, key: Key, error: unknown, at: string): Promise<void> {
  const message = (error instanceof Error ? error.message : String(error))
    .slice(0, MAX_MESSAGE_LENGTH)
    .toWellFormed();
  const own = failureKey(key);
  for (;;) {
    const item = await getOne(store, own);
    const revision = item === undefined ? 0 : failureItem.parse(item).revision;
    const failure = { ...own, value: { pk: key.pk, sk: key.sk }, message, at, revision: revision + 1 };
    const guard = revision === 0 ? 'ifAbsent' : { ifRevision: revision };
    if ((await store.put(failure, guard)) === 'written') return;
  }
}

/** All that were not asked for again yet. */
export async function failures(store: Store): Promise<Failure[]> {
  const items = await all(store.query(PARTITION));
  return items.flatMap((item) => {
    const { value, message, at, revision, isOver } = failureItem.parse(item);
    return isOver ? [] : [{ key: value, message, at, revision }];
  });
}

const DAY_SECONDS = 86_400;

/**
 * Lets go of a failure, unless the computation failed again meanwhile. It is swept later: no function may remove items.
 * @param now UTC instant
 */
export const forgetFailure = (store: Store, { key, message, at, revision }: Failure, now: string) =>
  store.put(
    {
      ...failureKey(key),
      value: { pk: key.pk, sk: key.sk },
      message,
      at,
      revision: revision + 1,
      isOver: true,
      [EXPIRES_AT]: Math.floor(Date.parse(now) / 1000) + DAY_SECONDS,
    },
    { ifRevision: revision },
  );
