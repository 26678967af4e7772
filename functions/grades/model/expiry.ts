/** How long a statement or a measurement holds. */
import { Temporal } from 'temporal-polyfill';

/** No event is later (see `moment` in events/fields.ts), so what would expire after it does not expire. */
const END_OF_TIME = Date.UTC(2200, 0, 1);

/** Milliseconds that a duration lasts from a moment (epoch milliseconds). */
type Length = (at: number) => number;

/**
 * When something no longer holds; `undefined` for never. Months and years are those of the calendar in UTC, so a month after
 * 31 January is the end of February.
 * @param duration ISO 8601: `P90D`, `P6M`, `P1Y`, `PT12H`
 */
export function expiryOf(at: string, duration: string | undefined): string | undefined {
  if (duration === undefined) return undefined;
  try {
    const from = Date.parse(at);
    const end = from + lengthOf(duration)(from);
    return end < END_OF_TIME ? new Date(end).toISOString() : undefined;
  } catch (error) {
    // The duration has more years than a calendar.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Parsed durations: a rubric has a few, and every star of every feature asks for them. */
const lengths = new Map<string, Length>();
const MAX_CACHED = 200;

function lengthOf(duration: string): Length {
  const before = lengths.get(duration);
  if (before !== undefined) return before;
  if (lengths.size >= MAX_CACHED) lengths.clear();
  const made = readLength(Temporal.Duration.from(duration));
  lengths.set(duration, made);
  return made;
}

/** In UTC all days have the same length; only months and years need a calendar, which takes twenty times as long. */
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

/** The earliest of moments, or `undefined` when none ever comes. */
export const earliest = (moments: readonly (string | undefined)[]): string | undefined =>
  moments.filter((moment) => moment !== undefined).toSorted()[0];
