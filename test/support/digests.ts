/** The function `digest` without its schedules: it is fired by hand, at any moment. */
import type { Announcement } from '../../events/catalogue.ts';
import { wantedBy } from '../../functions/digests/digest/handler.ts';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import type { Store } from '../../functions/kernel/store/store.ts';

type Ready = Extract<Announcement, { type: 'DigestReady' }>;

export interface Digests {
  /** Fires a schedule. @returns how many digests were made */
  fire(event: unknown, now: string): Promise<number>;
  /** What was announced so far. */
  readonly ready: Ready['detail'][];
}

export function digestsOn(table: Store): Digests {
  const ready: Ready['detail'][] = [];
  const announce = async (announcements: readonly Announcement[]) => {
    for (const { type, detail } of announcements) if (type === 'DigestReady') ready.push(detail);
  };
  return { ready, fire: (event, now) => makeDigests({ table, announce, now }, wantedBy(event)) };
}
