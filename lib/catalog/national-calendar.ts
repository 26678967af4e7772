/** The days without work of a country, with the days that stand in for those that fall on a weekend, from `date-holidays`. */
import Holidays, { type HolidaysTypes } from 'date-holidays';
import { didYouMean } from '../../events/nearest.ts';
import type { Records } from '../../functions/catalog/model/import/records.ts';

type CalendarRecord = Records['calendars'];
type Holiday = NonNullable<CalendarRecord['holidays']>[number];

interface NationalCalendar {
  /** `de-be` */
  readonly id: string;
  readonly record: CalendarRecord;
  /** What whoever asked should know of it. */
  readonly remarks: readonly string[];
}

/** A country, a state or a region that the library does not know. */
export class PlaceUnknownError extends Error {
  override readonly name = 'PlaceUnknownError';
}

const DAY_MS = 86_400_000;
const LANGUAGE = 'en';

/**
 * @param place `DE`, `DE-BE` or `US-LA-NO`, as ISO 3166 has them
 * @param years the first and the last, both included
 * @throws {PlaceUnknownError}
 */
export function nationalCalendar(place: string, [first, last]: readonly [number, number]): NationalCalendar {
  const { codes, title } = placeOf(place);
  const holidays = holidaysOf(codes);
  const zones = holidays.getTimezones();
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const days = years.flatMap((year) => publicDays(holidays, year));
  const byDate = new Map(days.toReversed().map((day) => [day.date, day]));
  const weekend = weekendOf(codes[0]);
  const [timeZone] = zones;
  return {
    id: codes.join('-').toLowerCase(),
    record: {
      title,
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(weekend === undefined ? {} : { weekend }),
      holidays: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
    },
    remarks: [
      ...(zones.length > 1
        ? [`${title} has ${zones.length} time zones: ${timeZone} is taken, change it where you are elsewhere`]
        : []),
      ...years
        .filter((year) => !days.some(({ date }) => date.startsWith(`${year}`)))
        .map((year) => `no holiday of ${year} is known: ask again nearer to it`),
    ],
  };
}

type Codes = readonly [country: string, state?: string, region?: string];

function holidaysOf([country, state, region]: Codes): Holidays {
  const options = { languages: [LANGUAGE] };
  if (region !== undefined && state !== undefined) return new Holidays(country, state, region, options);
  return state === undefined ? new Holidays(country, options) : new Holidays(country, state, options);
}

/** @throws {PlaceUnknownError} */
function placeOf(place: string): { readonly codes: Codes; readonly title: string } {
  const library = new Holidays();
  const [country = '', state, ...region] = place.split('-');
  const countries = library.getCountries(LANGUAGE);
  const [ownCountry, countryName] = found(country, countries, 'country');
  if (state === undefined) return { codes: [ownCountry], title: countryName };
  const states = library.getStates(ownCountry, LANGUAGE) ?? {};
  const [ownState, stateName] = found(state, states, `part of ${countryName}`);
  if (region.length === 0) return { codes: [ownCountry, ownState], title: `${countryName}, ${stateName}` };
  const regions = library.getRegions(ownCountry, ownState, LANGUAGE) ?? {};
  const [ownRegion, regionName] = found(region.join('-'), regions, `part of ${stateName}`);
  return { codes: [ownCountry, ownState, ownRegion], title: `${countryName}, ${stateName}, ${regionName}` };
}

/** By its code, without regard to capitals. @throws {PlaceUnknownError} */
function found(
  code: string,
  known: Readonly<Record<string, string>>,
  what: string,
): readonly [string, string] {
  const all = Object.entries(known);
  const entry = all.find(([own]) => own.toLowerCase() === code.toLowerCase());
  if (entry !== undefined) return entry;
  const named = all.find(([, name]) => name.toLowerCase() === code.toLowerCase());
  const meant =
    named === undefined
      ? didYouMean(
          code,
          all.flat(),
          all.length === 0 ? ': it has none with holidays of its own' : `: there are ${listed(all)}`,
        )
      : `, did you mean ${named[0]}?`;
  throw new PlaceUnknownError(`${code} is no ${what} whose holidays are known${meant}`);
}

const MAX_LISTED = 30;
const listed = (all: readonly (readonly [string, string])[]): string => {
  const words = all.slice(0, MAX_LISTED).map(([code, name]) => `${code} (${name})`);
  return `${words.join(', ')}${all.length > MAX_LISTED ? ` and ${all.length - MAX_LISTED} more` : ''}`;
};

/** The whole days off of everybody: half days, and days of schools and banks alone, are days of work. */
const publicDays = (holidays: Holidays, year: number): Holiday[] =>
  holidays
    .getHolidays(year, LANGUAGE)
    .filter(({ type, date }) => type === 'public' && date.includes(' 00:00:00'))
    .flatMap(({ date, start, end, name }: HolidaysTypes.Holiday) => {
      const [day = ''] = date.split(' ');
      // A day of a change of clocks has 23 or 25 hours.
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
      return Array.from({ length }, (_, at) => ({
        date: new Date(Date.parse(`${day}T00:00:00Z`) + at * DAY_MS).toISOString().slice(0, 10),
        title: name,
      }));
    });

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Undefined where it is Saturday and Sunday, as calendars have it where they do not say. */
function weekendOf(country: string): CalendarRecord['weekend'] {
  const { weekend } = weekInfoOf(new Intl.Locale(`und-${country}`));
  const days = WEEKDAYS.filter((_, at) => weekend.includes(at + 1));
  return days.join() === 'saturday,sunday' ? undefined : days;
}

interface WeekInfo {
  /** From 1, Monday, to 7. */
  readonly weekend: readonly number[];
}

/** A method of the language since ES2026, a property before; runtimes have one of them. */
function weekInfoOf(
  locale: Intl.Locale & { getWeekInfo?(): WeekInfo; readonly weekInfo?: WeekInfo },
): WeekInfo {
  return locale.getWeekInfo?.() ?? locale.weekInfo ?? { weekend: [6, 7] };
}
