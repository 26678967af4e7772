/** Moments that people fill in: a day means its end, and a time is that of the reader's zone. */
import { Temporal } from 'temporal-polyfill';

/** @returns a UTC instant; undefined for what is no moment */
export function instantOf(text: string, zone: string): string | undefined {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      const next = Temporal.PlainDate.from(text).add({ days: 1 }).toZonedDateTime(zone);
      return utc(next.subtract({ milliseconds: 1 }).epochMilliseconds);
    }
    if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/.test(text))
      return utc(Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds);
    return utc(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return undefined;
  }
}

const utc = (milliseconds: number) => new Date(milliseconds).toISOString();
