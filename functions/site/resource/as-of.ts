/** The parameter `as-of`: a moment, or a day, which means its end for the reader. */
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { moment } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';

export const asOfText = lazy(() =>
  z.union([z.iso.date(), moment()], {
    error: 'is no day like 2024-03-26, and no moment like 2024-03-26T09:00:00Z',
  }),
);

/** @returns `undefined` for now, and for what has not come yet */
export function asOfMoment(text: string | undefined, zone: string, now: string): string | undefined {
  if (text === undefined) return undefined;
  const at = momentOf(text, zone);
  return at < now ? at : undefined;
}

/** The moment itself, or the end of the day, also of one to come. */
export const momentOf = (text: string, zone: string): string => (text.length > 10 ? text : endOf(text, zone));

function endOf(day: string, zone: string): string {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone);
  return new Date(next.epochMilliseconds - 1).toISOString();
}
