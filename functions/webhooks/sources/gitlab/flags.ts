/** GitLab's own feature flags. */
import * as z from 'zod';
import { id } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { secondsOrMoment } from '../reading/moments.ts';
import { numericId } from '../reading/names.ts';
import { reading, refused } from '../reading/parse-result.ts';
import type { Delivery, ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const flagged = lazy(() =>
  z.object({ object_attributes: z.object({ id: numericId(), name: id(), active: z.boolean() }) }),
);

const UNTIMED = 'nothing tells its moment: set up a signing token, with which webhook-timestamp does';

/**
 * `active` switches the flag as a whole; for whom its strategies turn it on is not told. Nor is when: the moment is that
 * of sending, which is signed where a signing token is set up. Without one nothing tells it, and it is refused.
 */
export function readFeatureFlag(
  event: string,
  said: DeliveryRecord,
  payload: unknown,
  { headers }: Delivery,
): ParseResult {
  const sentAt = secondsOrMoment.safeParse(Number(headers['webhook-timestamp'] ?? 'none'));
  if (!sentAt.success) return refused(event, 'BAD_TIME', UNTIMED);
  const at = sentAt.data;
  return reading(
    event,
    flagged,
    payload,
    ({ object_attributes: { id: flagId, name: flag, active: isOn } }) => {
      const occurrence = idAt(said, ['flag', flagId, isOn ? 'on' : 'off'], at);
      return occurred(event, said, {
        kind: 'flag-turned',
        id: occurrence,
        at,
        actor: actorOf(said),
        flag,
        isOn,
      });
    },
  );
}
