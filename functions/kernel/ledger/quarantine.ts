/** Quarantine: events that could not be understood are stored with the reason, and never dropped silently. */
import * as z from 'zod';
import { refusals } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { Refused as NotRead } from '../../../events/refusal.ts';
import { quarantineOf } from '../store/keys.ts';
import { all, type Store } from '../store/store.ts';

export type Refused = Omit<NotRead, 'ok'>;

/** @param arrivedAt for people to see; nothing is computed from it */
export async function quarantine(
  table: Store,
  { refusal, message, digest, excerpt }: Refused,
  arrivedAt: string,
): Promise<void> {
  await table.put({ pk: quarantineOf(refusal), sk: digest, message, excerpt, arrivedAt }, 'ifAbsent');
}

/**
 * An event that was not understood, or whose id was used before for another content. Its content is stored but not shown:
 * it may be for internal users only.
 */
export interface Quarantined {
  readonly reason: string;
  readonly message: string;
  /** Digest of the event's content; the same content has one entry however often it comes. */
  readonly digest: string;
  readonly arrivedAt: string;
}

const quarantinedItem = lazy(() =>
  z
    .object({ sk: z.string(), message: z.string(), arrivedAt: z.string() })
    .transform(({ sk, ...rest }) => ({ digest: sk, ...rest })),
);

/** Everything in quarantine, by reason and digest. */
export async function readQuarantine(table: Store): Promise<Quarantined[]> {
  const byReason = await Promise.all(
    refusals.map(async (reason) => {
      const items = await all(table.query(quarantineOf(reason)));
      return items.map((item) => ({ reason, ...quarantinedItem.parse(item) }));
    }),
  );
  return byReason.flat();
}
