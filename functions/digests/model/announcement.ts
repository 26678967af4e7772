import type { Announcement } from '../../../events/catalogue.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { derived } from '../../kernel/model/announcements.ts';
import type { Digest } from './model.ts';

/** Of a digest and nothing else, so that it is the same event whenever it is announced again. */
export function digestReady({ period, zone, audience, madeAt, escalates }: Digest): Announcement {
  const team = teamIn(audience);
  return {
    type: 'DigestReady',
    detail: {
      version: 1,
      id: derived('DigestReady', period, zone, audience),
      occurredAt: madeAt,
      actor: 'system:clock',
      period,
      audience,
      ...(team === undefined ? {} : { team }),
      zone,
      ...(escalates ? { escalates } : {}),
    },
  };
}
