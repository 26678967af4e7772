/** How long what was said, or measured, holds. */
import { Temporal } from 'temporal-polyfill';

/** No event happens later (see `moment` in events/fields.ts): what would expire after it does not expire. */
const LAST_YEAR = 2199;

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
    const end = Temporal.Instant.from(at).toZonedDateTimeISO('UTC').add(Temporal.Duration.from(duration));
    return end.year > LAST_YEAR ? undefined : new Date(end.epochMilliseconds).toISOString();
  } catch (error) {
    // More years than a calendar has.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The earlier of moments, or `undefined` when none ever comes. */
export const earliest = (moments: readonly (string | undefined)[]): string | undefined =>
  moments
    .flatMap((moment) => moment ?? [])
    .sort()
    .at(0);
