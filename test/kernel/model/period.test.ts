import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Every, everyOf } from '../../../events/fields.ts';
import {
  lastEnded,
  after as next,
  type Period,
  periodAt,
  periodOf,
  before as previous,
} from '../../../functions/kernel/model/period.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const EVERY: readonly Every[] = ['week', 'month', 'quarter'];

/** Local date and time, told by another implementation of time zones than the one that is tested. */
const localTime = (moment: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(moment),
  );

function known(name: string, zone: string): Period {
  const found = periodOf(name, zone);
  if (found === undefined) throw new Error(`there is no period ${name}`);
  return found;
}

/** So many periods, each after the one before. */
function inARow(first: Period, count: number): Period[] {
  const all = [first];
  for (let last = first; all.length < count; all.push(last)) last = next(last);
  return all;
}

const months = Array.from({ length: 132 }, (_, at) => {
  const month = String((at % 12) + 1).padStart(2, '0');
  return `${2014 + Math.floor(at / 12)}-${month}`;
});

const anyMoment = fc
  .integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2198, 0, 1) })
  .map((time) => new Date(time).toISOString());
const anyZone = fc.constantFrom(...ZONES, 'America/Asuncion', 'Pacific/Kiritimati', 'America/St_Johns');

describe.each(ZONES)('The 132 months of eleven years in %s', (zone) => {
  const all = inARow(known('2014-01', zone), 132);

  test('follow each other without gap or overlap, each by its name', () => {
    expect(all.map(({ name }) => name)).toEqual(months);
    expect(all.slice(1).map(({ from }) => from)).toEqual(all.slice(0, -1).map(({ until }) => until));
  });

  test('begin at local midnight of their first day', () => {
    expect(all.map(({ from }) => localTime(from, zone))).toEqual(months.map((name) => `${name}-01 00:00:00`));
  });

  test('are found by their name, by each of their moments, and backwards', () => {
    for (const month of all) {
      const last = new Date(Date.parse(month.until) - 1).toISOString();
      expect(periodOf(month.name, zone)).toEqual(month);
      expect(periodAt('month', month.from, zone)).toEqual(month);
      expect(periodAt('month', last, zone)).toEqual(month);
      expect(previous(next(month))).toEqual(month);
    }
  });

  test('make up the quarters', () => {
    const quarters = inARow(known('2014-Q1', zone), 44);
    expect(quarters.at(-1)?.name).toBe('2024-Q4');
    expect(quarters.map(({ from }) => from)).toEqual(
      all.filter((_, at) => at % 3 === 0).map(({ from }) => from),
    );
    expect(quarters.map(({ until }) => until)).toEqual(
      all.filter((_, at) => at % 3 === 2).map(({ until }) => until),
    );
  });

  test('have 574 weeks, each of seven local days from a Monday', () => {
    // From Monday, 30 December 2013 to Sunday, 29 December 2024.
    const weeks = inARow(known('2014-W01', zone), 574);
    expect(weeks.at(-1)?.name).toBe('2024-W52');
    const mondays = weeks.map((_, at) =>
      new Date(Date.UTC(2013, 11, 30 + 7 * at)).toISOString().slice(0, 10),
    );
    expect(weeks.map(({ from }) => localTime(from, zone))).toEqual(mondays.map((day) => `${day} 00:00:00`));
    expect(weeks.slice(1).map(({ from }) => from)).toEqual(weeks.slice(0, -1).map(({ until }) => until));
  });
});

describe('A period', () => {
  test('holds the moment it was asked for, in any zone, and is found by its name and its neighbours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVERY), anyMoment, anyZone, (every, moment, zone) => {
        const period = periodAt(every, moment, zone);
        expect(period.from <= moment && moment < period.until).toBe(true);
        expect(everyOf(period.name)).toBe(every);
        expect(periodOf(period.name, zone)).toEqual(period);
        expect(previous(next(period))).toEqual(period);
        expect(next(period).from).toBe(period.until);
        expect(previous(period).until).toBe(period.from);
        expect(lastEnded(every, moment, zone)).toEqual(previous(period));
      }),
    );
  });

  test('has ended at the first moment of the next, and not a millisecond before', () => {
    const march = known('2024-03', 'Europe/Berlin');
    expect(lastEnded('month', march.until, 'Europe/Berlin')).toEqual(march);
    expect(lastEnded('month', '2024-03-31T21:59:59.999Z', 'Europe/Berlin').name).toBe('2024-02');
  });

  test.each([
    ['2020-W53', '2020-12-28', '2021-01-04'],
    ['2021-W01', '2021-01-04', '2021-01-11'],
    ['2024-W01', '2024-01-01', '2024-01-08'],
    ['2025-W01', '2024-12-30', '2025-01-06'],
    ['2026-W53', '2026-12-28', '2027-01-04'],
  ])('of the week %s runs from %s to %s, as ISO 8601 counts weeks', (name, from, until) => {
    expect(known(name, 'UTC')).toEqual({
      name,
      every: 'week',
      zone: 'UTC',
      from: `${from}T00:00:00.000Z`,
      until: `${until}T00:00:00.000Z`,
    });
  });

  test.each(['2019-W53', '2021-W53', '2024-W53', '2025-W53'])('of the week %s does not exist', (name) => {
    expect(periodOf(name, 'UTC')).toBeUndefined();
  });

  test.each([
    ['an hour short', '2024-W13', 'Europe/Berlin', 7 * 24 - 1],
    ['an hour long', '2024-W43', 'Europe/Berlin', 7 * 24 + 1],
    ['half an hour long', '2024-W14', 'Australia/Lord_Howe', 7 * 24 + 0.5],
    ['half an hour short', '2024-W40', 'Australia/Lord_Howe', 7 * 24 - 0.5],
    ['a week long', '2024-W13', 'Asia/Kolkata', 7 * 24],
  ])('is %s where clocks change so (%s in %s)', (_how, name, zone, hours) => {
    const { from, until } = known(name, zone);
    expect((Date.parse(until) - Date.parse(from)) / 3_600_000).toBe(hours);
  });

  test('begins with the first moment that its first day has, where that day has no midnight', () => {
    const october = known('2017-10', 'America/Asuncion');
    expect(october.from).toBe('2017-10-01T04:00:00.000Z');
    expect(localTime(october.from, 'America/Asuncion')).toBe('2017-10-01 01:00:00');
    expect(previous(october).until).toBe(october.from);
    expect(previous(next(october))).toEqual(october);
  });

  test('goes by the local day where the day in UTC is another', () => {
    expect(periodAt('month', '2024-03-31T22:30:00.000Z', 'Europe/Berlin').name).toBe('2024-04');
    expect(periodAt('month', '2024-04-01T03:59:59.999Z', 'America/New_York').name).toBe('2024-03');
    expect(periodAt('quarter', '2023-12-31T18:30:00.000Z', 'Asia/Kolkata').name).toBe('2024-Q1');
  });

  test('is not made in a zone that does not exist', () => {
    expect(() => periodAt('month', '2024-03-01T00:00:00.000Z', 'Europe/Nowhere')).toThrow(RangeError);
  });
});
