import type { Announcement } from '../../../events/catalogue.ts';
import { derived } from '../announcements.ts';
import type { Digest } from './model.ts';

/** Its id is derived from period, zone and audience: announced again, it is the same. @param at UTC instant */
export function digestReady({ period, zone, audience, escalates }: Digest, at: string): Announcement {
  const team = audience.startsWith('team:') ? audience.slice('team:'.length) : undefined;
  return {
    type: 'DigestReady',
    detail: {
      version: 1,
      id: derived('DigestReady', period, zone, audience),
      occurredAt: at,
      actor: 'system:clock',
      period,
      audience,
      ...(team === undefined ? {} : { team }),
      zone,
      ...(escalates ? { escalates } : {}),
    },
  };
}
