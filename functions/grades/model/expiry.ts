/** How long what was said, or measured, holds. */
import { Temporal } from 'temporal-polyfill';

/** No event happens later (see `moment` in events/fields.ts): what would expire after it does not expire. */
const END_OF_TIME = Date.UTC(2200, 0, 1);

/** Milliseconds from a moment (epoch milliseconds) to where a duration from it ends. */
type Length = (at: number) => number;

/**
 * When something expires: at this moment it no longer holds. Months and years are those of the calendar in UTC, so a
 * month after 31 January is the end of February.
 * @param at UTC instant
 * @param duration ISO 8601: `P90D`, `P6M`, `P1Y`, `PT12H`
 * @returns UTC instant, or `undefined` when that never comes
 */
export function expiryOf(at: string, duration: string | undefined): string | undefined {
  if (duration === undefined) return undefined;
  try {
    const from = Date.parse(at);
    const end = from + lengthOf(duration)(from);
    return end < END_OF_TIME ? new Date(end).toISOString() : undefined;
  } catch (error) {
    // More years than a calendar has.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** By duration: a rubric has a few, and every star of every feature asks. */
const lengths = new Map<string, Length>();
const MAX_KEPT = 200;

function lengthOf(duration: string): Length {
  const before = lengths.get(duration);
  if (before !== undefined) return before;
  if (lengths.size >= MAX_KEPT) lengths.clear();
  const made = readLength(Temporal.Duration.from(duration));
  lengths.set(duration, made);
  return made;
}

/** In UTC every day and week is as long as the other; only months and years need a calendar, which takes twenty times as long. */
function readLength(duration: Temporal.Duration): Length {
  const { years, months, weeks, days } = duration;
  if (years === 0 && months === 0) {
    const milliseconds = duration.with({ weeks: 0, days: days + 7 * weeks }).total('milliseconds');
    return () => milliseconds;
  }
  return (at) => {
    const end = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').add(duration);
    return end.epochMilliseconds - at;
  };
}

/** The earlier of moments, or `undefined` when none ever comes. */
export const earliest = (moments: readonly (string | undefined)[]): string | undefined =>
  moments
    .flatMap((moment) => moment ?? [])
    .sort()
    .at(0);
