/** The moments that a digest looks at. */

import type { Period } from '../../kernel/model/period.ts';
import { lastMomentOf } from './cadence-periods.ts';

/** The last instant before a moment that an event can have, UTC. */
export const justBefore = (moment: string): string => lastMomentOf({ until: moment });

/** The last instant of a period that is looked at, UTC: its own, or now in one that is not over. */
export const lastLookedAt = ({ until }: Pick<Period, 'until'>, now: string): string =>
  until <= now ? justBefore(until) : now;
