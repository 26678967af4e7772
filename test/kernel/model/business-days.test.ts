import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  type BusinessCalendar,
  businessDaysBefore,
  weekdaysIn,
} from '../../../functions/kernel/model/business-days.ts';

const berlin = weekdaysIn('Europe/Berlin');
/** With a zone's offset at its end, for people to check. */
const utc = (local: string) => new Date(local).toISOString();

describe('Full business days before a moment', () => {
  test.each([
    ['counts back within a week', '2024-03-15T15:00+01:00', 3, '2024-03-12T00:00+01:00'],
    ['steps over a weekend', '2024-03-12T15:00+01:00', 3, '2024-03-07T00:00+01:00'],
    ['counts from a Sunday as from any day', '2024-03-17T15:00+01:00', 1, '2024-03-15T00:00+01:00'],
    ['counts two weeks as 10 days', '2024-03-15T15:00+01:00', 10, '2024-03-01T00:00+01:00'],
    [
      'does not count the day of the moment, not even its last minute',
      '2024-03-15T23:59+01:00',
      1,
      '2024-03-14T00:00+01:00',
    ],
    ['counts from the new day at local midnight', '2024-03-15T00:00+01:00', 1, '2024-03-14T00:00+01:00'],
    [
      'counts from the old day a minute before local midnight',
      '2024-03-14T23:59+01:00',
      1,
      '2024-03-13T00:00+01:00',
    ],
    ['goes by the local day where the UTC day is another', '2024-03-14T23:30Z', 1, '2024-03-14T00:00+01:00'],
    ['crosses the end of a year', '2025-01-02T10:00+01:00', 3, '2024-12-30T00:00+01:00'],
    ['crosses a leap day', '2024-03-01T10:00+01:00', 1, '2024-02-29T00:00+01:00'],
    ['crosses the start of summer time', '2024-04-01T10:00+02:00', 1, '2024-03-29T00:00+01:00'],
    ['crosses the end of summer time', '2024-10-28T10:00+01:00', 1, '2024-10-25T00:00+02:00'],
  ])('%s', (_name, moment, days, expected) =>
    expect(businessDaysBefore(utc(moment), days, berlin)).toBe(utc(expected)),
  );

  test('leaves out holidays, also in a row with a weekend and the end of a year', () => {
    const holidays = new Set(['2024-12-25', '2024-12-26', '2025-01-01']);
    const calendar: BusinessCalendar = { ...berlin, holidays };
    const from = (moment: string, days: number) => businessDaysBefore(utc(moment), days, calendar);
    expect(from('2025-01-02T10:00+01:00', 1)).toBe(utc('2024-12-31T00:00+01:00'));
    expect(from('2025-01-02T10:00+01:00', 3)).toBe(utc('2024-12-27T00:00+01:00'));
    expect(from('2025-01-02T10:00+01:00', 4)).toBe(utc('2024-12-24T00:00+01:00'));
  });

  test('leaves out the days that are the weekend of the calendar', () => {
    const calendar: BusinessCalendar = { timeZone: 'Asia/Dubai', weekend: [5, 6], holidays: new Set() };
    // A Sunday; Friday and Saturday lie between.
    expect(businessDaysBefore(utc('2024-03-17T10:00+04:00'), 1, calendar)).toBe(
      utc('2024-03-14T00:00+04:00'),
    );
  });

  test.each([
    ['a half-hour zone', 'Asia/Kolkata', '2024-03-14T18:30Z', '2024-03-14T00:00+05:30'],
    [
      'a half-hour zone, just before its midnight',
      'Asia/Kolkata',
      '2024-03-14T18:29Z',
      '2024-03-13T00:00+05:30',
    ],
    [
      'a zone whose summer time is half an hour',
      'Australia/Lord_Howe',
      '2024-04-08T12:00+10:30',
      '2024-04-05T00:00+11:00',
    ],
    [
      'that zone when summer time starts',
      'Australia/Lord_Howe',
      '2024-10-07T12:00+11:00',
      '2024-10-04T00:00+10:30',
    ],
    ['a zone far ahead of UTC', 'Pacific/Kiritimati', '2024-03-14T10:00Z', '2024-03-14T00:00+14:00'],
  ])('works in %s', (_name, zone, moment, expected) =>
    expect(businessDaysBefore(utc(moment), 1, weekdaysIn(zone))).toBe(utc(expected)),
  );

  test('begin a day at its first moment where summer time starts at midnight', () => {
    const calendar: BusinessCalendar = { timeZone: 'America/Santiago', weekend: [], holidays: new Set() };
    expect(businessDaysBefore(utc('2024-09-09T12:00-03:00'), 1, calendar)).toBe(
      utc('2024-09-08T01:00-03:00'),
    );
  });

  test('refuse a zone that does not exist', () => {
    expect(() => businessDaysBefore(utc('2024-03-14T10:00Z'), 1, weekdaysIn('Mars/Olympus'))).toThrow(
      RangeError,
    );
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Pacific/Apia',
];
const anyCalendar = fc
  .record({ zone: fc.constantFrom(...zones), months: fc.subarray(['01', '03', '04', '10', '12']) })
  .map(
    ({ zone, months }): BusinessCalendar => ({
      ...weekdaysIn(zone),
      holidays: new Set(
        months.flatMap((month) => ['01', '25', '26', '31'].map((day) => `2024-${month}-${day}`)),
      ),
    }),
  );
const anyMoment = fc
  .date({ min: new Date('2024-01-15'), max: new Date('2025-01-15'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('Full business days before any moment, on any calendar', () => {
  test('are never later than the moment, and the more of them the earlier', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 30 }), anyCalendar, (moment, days, calendar) => {
        const before = businessDaysBefore(moment, days, calendar);
        expect(before < moment).toBe(true);
        expect(businessDaysBefore(moment, days + 1, calendar) < before).toBe(true);
      }),
    );
  });

  test('lie between the result and the local day of the moment, no more and no fewer', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 15 }), anyCalendar, (moment, days, calendar) => {
        const local = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(calendar.timeZone);
        const start = local(businessDaysBefore(moment, days, calendar));
        expect(start.equals(start.startOfDay())).toBe(true);
        const first = start.toPlainDate();
        const between = Array.from({ length: first.until(local(moment).toPlainDate()).days }, (_none, at) =>
          first.add({ days: at }),
        );
        const worked = between.filter(
          (each) => each.dayOfWeek < 6 && !calendar.holidays.has(each.toString()),
        );
        expect(worked).toHaveLength(days);
        expect(worked[0]?.equals(first)).toBe(true);
      }),
    );
  });
});
