/** The schedules of digests. Each may fire late, twice or not at all: the hourly one makes what is missing. */
import * as z from 'zod';
import { everyOf, period, timeZone } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { scheduleHandler } from '../../kernel/bus/handlers.ts';
import { periodOf } from '../../kernel/model/period.ts';
import { working } from '../../kernel/working.ts';
import { makeDigests, type Wanted } from './make-digests.ts';

const everies = {
  hourly: ['week', 'month', 'quarter'],
  weekly: ['week'],
  monthly: ['month'],
  quarterly: ['quarter'],
} as const;

/** Not every year has a week 53. */
const exists = (name: string): boolean => periodOf(name, 'UTC') !== undefined;

const input = lazy(() =>
  z.union([
    z.strictObject({
      schedule: z.enum(['hourly', 'weekly', 'monthly', 'quarterly']),
      zone: timeZone().optional(),
    }),
    // A period that is over: what is missing of it is made.
    z.strictObject({ period: period().pipe(z.string().refine(exists)) }),
  ]),
);

class ScheduleUnknownError extends Error {
  override readonly name = 'ScheduleUnknownError';
}

/** @throws {ScheduleUnknownError} when it is none of ours: nothing is guessed */
export function wantedBy(event: unknown): Wanted {
  const { data } = input.safeParse(event);
  if (data === undefined)
    throw new ScheduleUnknownError(
      'This schedule is not known. Digests are asked for by {"schedule": "hourly" | "weekly" | "monthly" | "quarterly", "zone"?} or {"period": "2024-03"}.',
    );
  if ('period' in data) return { everies: [everyOf(data.period)], period: data.period };
  return { everies: everies[data.schedule], zone: data.zone };
}

export const handler = scheduleHandler(async (now, event) => {
  await makeDigests(working(now), wantedBy(event));
});
