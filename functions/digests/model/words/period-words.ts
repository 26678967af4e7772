/** Names of periods and moments as people say them. Months are spelt here: an update of the runtime changes no text. */
import { Temporal } from 'temporal-polyfill';
import { period as contract, everyOf } from '../../../../events/fields.ts';
import { periodOf } from '../../../kernel/model/period.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const QUARTERS = ['first', 'second', 'third', 'fourth'];

type Day = Pick<Temporal.PlainDate, 'day' | 'month' | 'year'>;

const dayAndMonth = ({ day, month }: Day) => `${day} ${MONTHS[month - 1]?.slice(0, 3)}`;

/** `March 2024`, `week 9 of 2024`, `first quarter of 2024`; a name that is none is said as it is. */
export function periodTitle(name: string): string {
  if (!contract.safeParse(name).success) return name;
  const year = name.slice(0, 4);
  const number = Number(name.slice(5).replace(/^[WQ]/, ''));
  switch (everyOf(name)) {
    case 'week':
      return `week ${number} of ${year}`;
    case 'month':
      return `${MONTHS[number - 1]} ${year}`;
    case 'quarter':
      return `${QUARTERS[number - 1]} quarter of ${year}`;
  }
}

/** What follows `in`: `March 2024`, `week 9 of 2024 (26 Feb – 3 Mar)`, `the first quarter of 2024`. */
export function periodInWords(name: string): string {
  const title = periodTitle(name);
  if (title.includes('quarter')) return `the ${title}`;
  const days = title.startsWith('week') ? daysOf(name) : undefined;
  return days === undefined ? title : `${title} (${days})`;
}

function daysOf(week: string): string | undefined {
  // Which days a week has does not depend on the zone.
  const found = periodOf(week, 'UTC');
  if (found === undefined) return undefined;
  const first = Temporal.PlainDate.from(found.from.slice(0, 10));
  const last = first.add({ days: 6 });
  const year = (day: Day) => (first.year === last.year ? '' : ` ${day.year}`);
  return `${dayAndMonth(first)}${year(first)} – ${dayAndMonth(last)}${year(last)}`;
}

function localTime(moment: string, zone: string): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  } catch {
    return undefined;
  }
}

/** `3 Jan 2024`, the day that it was in a zone; what is not a moment is said as it is. */
export function dayInWords(moment: string, zone: string): string {
  const local = localTime(moment, zone);
  return local === undefined ? moment : `${dayAndMonth(local)} ${local.year}`;
}

/** `Tue 2 Apr 2024, 16:00 Europe/Berlin` */
export function momentInWords(moment: string, zone: string): string {
  const local = localTime(moment, zone);
  if (local === undefined) return moment;
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${DAYS[local.dayOfWeek - 1]} ${dayInWords(moment, zone)}, ${time} ${zone}`;
}
