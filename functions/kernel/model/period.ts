/** Weeks, months and quarters in a time zone. */
import { Temporal } from 'temporal-polyfill';
import { type Every, everyOf } from '../../../events/fields.ts';

/** A week begins on Monday. */
export interface Period {
  /** `2024-W09`, `2024-03`, `2024-Q1` */
  readonly name: string;
  readonly every: Every;
  /** IANA zone, at whose midnights it begins and ends. */
  readonly zone: string;
  /** UTC instant at which it begins (inclusive). */
  readonly from: string;
  /** UTC instant at which it ends (exclusive). */
  readonly until: string;
}

const LENGTH = {
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
} as const;

const firstDay: Readonly<Record<Every, (day: Temporal.PlainDate) => Temporal.PlainDate>> = {
  week: (day) => day.subtract({ days: day.dayOfWeek - 1 }),
  month: (day) => day.with({ day: 1 }),
  quarter: (day) => day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }),
};

const two = (number: number | undefined) => String(number).padStart(2, '0');

const nameOf: Readonly<Record<Every, (first: Temporal.PlainDate) => string>> = {
  week: (first) => `${first.yearOfWeek}-W${two(first.weekOfYear)}`,
  month: (first) => `${first.year}-${two(first.month)}`,
  quarter: (first) => `${first.year}-Q${(first.month + 2) / 3}`,
};

const midnight = (day: Temporal.PlainDate, zone: string) =>
  new Date(day.toZonedDateTime(zone).toInstant().epochMilliseconds).toISOString();

function starting(first: Temporal.PlainDate, every: Every, zone: string): Period {
  const from = midnight(first, zone);
  return { name: nameOf[every](first), every, zone, from, until: midnight(first.add(LENGTH[every]), zone) };
}

const dayAt = (moment: string, zone: string) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate();

/** The period of a moment. @throws {RangeError} when the zone does not exist */
export const periodAt = (every: Every, moment: string, zone: string): Period =>
  starting(firstDay[every](dayAt(moment, zone)), every, zone);

/** @returns `undefined` for a week 53 that its year does not have */
function firstDayOf(name: string): Temporal.PlainDate | undefined {
  const year = Number(name.slice(0, 4));
  const rest = name.slice(5);
  if (rest.startsWith('Q'))
    return Temporal.PlainDate.from({ year, month: Number(rest.slice(1)) * 3 - 2, day: 1 });
  if (!rest.startsWith('W')) return Temporal.PlainDate.from({ year, month: Number(rest), day: 1 });
  // The fourth of January is always in the first week.
  const first = firstDay.week(Temporal.PlainDate.from({ year, month: 1, day: 4 }));
  const found = first.add({ weeks: Number(rest.slice(1)) - 1 });
  return found.yearOfWeek === year ? found : undefined;
}

/** The period of a name that the contracts accept; `undefined` for a week 53 that its year does not have. */
export function periodOf(name: string, zone: string): Period | undefined {
  const first = firstDayOf(name);
  return first && starting(first, everyOf(name), zone);
}

export const before = ({ every, from, zone }: Period): Period =>
  starting(dayAt(from, zone).subtract(LENGTH[every]), every, zone);

export const after = ({ every, until, zone }: Period): Period => starting(dayAt(until, zone), every, zone);

/** The last period that had ended at a moment. */
export const lastEnded = (every: Every, now: string, zone: string): Period =>
  before(periodAt(every, now, zone));

/** The first moment of each of the last months, the month of `now` last. */
export function monthsUpTo(now: string, months: number): string[] {
  const year = Number(now.slice(0, 4));
  const month = Number(now.slice(5, 7)) - 1;
  return Array.from({ length: months }, (_none, at) =>
    new Date(Date.UTC(year, month - (months - 1 - at), 1)).toISOString(),
  );
}
