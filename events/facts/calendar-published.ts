import * as z from 'zod';
import { calendar, fact } from '../contract.ts';
import { id, list, optional, text, timeZone } from '../fields.ts';
import { lazy } from '../lazy.ts';

const weekday = lazy(() =>
  z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
);

const holiday = lazy(() =>
  z.object({
    date: z.iso.date({ error: 'is not an existing date like 2024-12-25' }),
    title: optional(text()),
  }),
);

/** The days on which a team does not work, as a whole: what an earlier one said holds no more. */
export const CalendarPublished = fact(
  'CalendarPublished',
  () => ({
    calendar: id(),
    title: optional(text()),
    timeZone: optional(timeZone()),
    weekend: optional(z.array(weekday()).max(6)).describe('Saturday and Sunday where it does not say'),
    holidays: optional(list(holiday())),
  }),
  (detail) => [calendar(detail.calendar)],
);
