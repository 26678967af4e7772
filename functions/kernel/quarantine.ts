/** Quarantine: what could not be understood, kept with its reason and never dropped in silence. */
import * as z from 'zod';
import { type Refusal, refusals } from '../../events/fields.ts';
import { lazy } from '../../events/lazy.ts';
import type { Quarantined } from '../verdicts/model/report.ts';
import { quarantineOf } from './keys.ts';
import { all, type Store } from './store/store.ts';

export interface Refused {
  readonly refusal: Refusal;
  readonly message: string;
  /** Of the content: the same content is kept once. */
  readonly digest: string;
  readonly excerpt: string;
}

/** @param arrivedAt for people to see; nothing is computed from it */
export async function quarantine(
  table: Store,
  { refusal, message, digest, excerpt }: Refused,
  arrivedAt: string,
): Promise<void> {
  await table.put({ pk: quarantineOf(refusal), sk: digest, message, excerpt, arrivedAt }, 'ifAbsent');
}

const quarantinedItem = lazy(() =>
  z
    .object({ sk: z.string(), message: z.string(), arrivedAt: z.string() })
    .transform(({ sk, ...rest }) => ({ digest: sk, ...rest })),
);

/** All that is in quarantine, by reason and digest. */
export async function readQuarantine(table: Store): Promise<Quarantined[]> {
  const byReason = await Promise.all(
    refusals.map(async (reason) => {
      const items = await all(table.query(quarantineOf(reason)));
      return items.map((item) => ({ reason, ...quarantinedItem.parse(item) }));
    }),
  );
  return byReason.flat();
}
