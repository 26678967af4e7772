/** The periods around that of a digest: those that ended in it, and those that come next; and its last moments. */
import { every as everyWord } from '../../../events/fields.ts';
import { after, before, type Period, periodAt } from '../../kernel/model/period.ts';

interface Around {
  /** Weeks, then months, then quarters that ended after the period began, and no later than it; oldest first. */
  readonly ended: readonly Period[];
  /** Of each length, the one that is running when the period ends, if it ends within the following period. */
  readonly coming: readonly Period[];
}

/** Remembered, because every team asks for the same few, and calendar arithmetic is what takes longest in a digest. */
const known = new WeakMap<Period, Around>();
const followers = new WeakMap<Period, Period>();

export function periodsAround(period: Period): Around {
  const found = known.get(period);
  if (found !== undefined) return found;
  const made = {
    ended: everyWord().options.flatMap((every) => endingWithin(every, period)),
    coming: everyWord()
      .options.map((every) => periodAt(every, period.until, period.zone))
      .filter(({ until }) => until <= followerOf(period).until),
  };
  known.set(period, made);
  return made;
}

function endingWithin(every: Period['every'], { from, until, zone }: Period): Period[] {
  const found: Period[] = [];
  let one = before(periodAt(every, until, zone));
  for (; one.until > from; one = before(one)) found.unshift(one);
  return found;
}

/** The period after. */
export function followerOf(period: Period): Period {
  const follower = followers.get(period) ?? after(period);
  followers.set(period, follower);
  return follower;
}

/** The last instant before a moment that an event can have, UTC. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();

/** The last instant of a period that a digest covers, UTC: its own, or now in one that is not over. */
export const lastLookedAt = ({ until }: Pick<Period, 'until'>, now: string): string =>
  until <= now ? justBefore(until) : now;
