import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  afterFullBusinessDays,
  type BusinessCalendar,
  businessCalendar,
  businessDaysBefore,
  fullBusinessDays,
  weekdaysIn,
} from '../../../functions/kernel/model/business-days.ts';
import { businessTimeLeft } from '../../../functions/reviews/model/clock.ts';

const berlin = weekdaysIn('Europe/Berlin');
const newYork = weekdaysIn('America/New_York');
const kolkata = weekdaysIn('Asia/Kolkata');
const lordHowe = weekdaysIn('Australia/Lord_Howe');
/** With a zone's offset at its end, for people to check. */
const utc = (local: string) => new Date(local).toISOString();
const off = (calendar: BusinessCalendar, ...holidays: string[]): BusinessCalendar => ({
  ...calendar,
  holidays: new Set(holidays),
});

const christmas = off(berlin, '2024-12-25', '2024-12-26', '2025-01-01');
const easter = off(berlin, '2024-03-29', '2024-04-01');

describe('3 full business days after a request', () => {
  test.each<[string, BusinessCalendar, string, string]>([
    ['on Friday at 16:00', berlin, '2024-03-08T16:00+01:00', '2024-03-14T00:00+01:00'],
    ['on Monday at 9:00', berlin, '2024-03-11T09:00+01:00', '2024-03-15T00:00+01:00'],
    ['on Wednesday', berlin, '2024-03-13T09:00+01:00', '2024-03-19T00:00+01:00'],
    ['on Saturday', berlin, '2024-03-09T12:00+01:00', '2024-03-14T00:00+01:00'],
    ['in the last minute of Sunday', berlin, '2024-03-10T23:59+01:00', '2024-03-14T00:00+01:00'],
    [
      'at the midnight that begins Monday, all of which lies ahead',
      berlin,
      '2024-03-11T00:00+01:00',
      '2024-03-14T00:00+01:00',
    ],
    [
      'a millisecond later, when Monday is no full day any more',
      berlin,
      '2024-03-11T00:00:00.001+01:00',
      '2024-03-15T00:00+01:00',
    ],
    ['at the midnight that begins Saturday', berlin, '2024-03-09T00:00+01:00', '2024-03-14T00:00+01:00'],
    ['on Sunday in UTC, which is Monday there', berlin, '2024-03-10T23:30Z', '2024-03-15T00:00+01:00'],
    ['before Easter', easter, '2024-03-27T10:00+01:00', '2024-04-04T00:00+02:00'],
    ['on a holiday', easter, '2024-03-29T10:00+01:00', '2024-04-05T00:00+02:00'],
    ['between holidays on both sides', christmas, '2024-12-27T10:00+01:00', '2025-01-03T00:00+01:00'],
    ['over a year’s end', christmas, '2024-12-24T10:00+01:00', '2025-01-01T00:00+01:00'],
    ['that ends on the day before a holiday', christmas, '2024-12-19T10:00+01:00', '2024-12-25T00:00+01:00'],
    ['over a leap day', berlin, '2024-02-27T10:00+01:00', '2024-03-02T00:00+01:00'],
    ['over the start of summer time in Berlin', berlin, '2024-03-28T16:00+01:00', '2024-04-03T00:00+02:00'],
    ['over its end in Berlin', berlin, '2024-10-25T16:00+02:00', '2024-10-31T00:00+01:00'],
    ['over the start in New York', newYork, '2024-03-08T16:00-05:00', '2024-03-14T00:00-04:00'],
    ['over its end in New York', newYork, '2024-11-01T16:00-04:00', '2024-11-07T00:00-05:00'],
    ['in Kolkata', kolkata, '2024-03-08T16:00+05:30', '2024-03-14T00:00+05:30'],
    ['at midnight in Kolkata', kolkata, '2024-03-10T18:30Z', '2024-03-14T00:00+05:30'],
    [
      'over the end of summer time on Lord Howe',
      lordHowe,
      '2024-04-05T16:00+11:00',
      '2024-04-11T00:00+10:30',
    ],
    ['over its start there', lordHowe, '2024-10-04T16:00+10:30', '2024-10-10T00:00+11:00'],
    [
      'where the weekend is Friday and Saturday',
      { timeZone: 'Asia/Dubai', weekend: [5, 6], holidays: new Set() },
      '2024-03-14T10:00+04:00',
      '2024-03-20T00:00+04:00',
    ],
    [
      'where summer time begins at midnight, at the first moment of a day',
      { timeZone: 'America/Santiago', weekend: [], holidays: new Set() },
      '2024-09-04T12:00-04:00',
      '2024-09-08T01:00-03:00',
    ],
  ])('%s', (_name, calendar, moment, expected) =>
    expect(afterFullBusinessDays(utc(moment), 3, calendar)).toBe(utc(expected)),
  );
});

describe('A calendar without business days', () => {
  const never: BusinessCalendar = { ...berlin, weekend: [1, 2, 3, 4, 5, 6, 7] };
  const from = utc('2024-03-08T16:00+01:00');

  test('is refused, in both directions, rather than followed for ever', () => {
    expect(() => afterFullBusinessDays(from, 1, never)).toThrow(/no business day within 20 years/);
    expect(() => businessDaysBefore(from, 1, never)).toThrow(RangeError);
  });

  test('for as long as a calendar can say is none: its days come', () => {
    const mondays = Array.from({ length: 1000 }, (_none, week) =>
      Temporal.PlainDate.from('2024-03-11').add({ weeks: week }).toString(),
    );
    const calendar = off({ ...berlin, weekend: [2, 3, 4, 5, 6, 7] }, ...mondays);
    expect(afterFullBusinessDays(from, 1, calendar)).toBe(utc('2043-05-12T00:00+02:00'));
  });
});

describe('The calendar of a team', () => {
  const record = {
    timeZone: 'Europe/Berlin',
    weekend: ['friday', 'sunday'] as const,
    holidays: [{ date: '2024-12-25' }],
  };

  test('is in its own zone, with the days off of the calendar that it names', () => {
    expect(
      businessCalendar({ timeZone: 'Asia/Kolkata' }, { ...record, weekend: [...record.weekend] }),
    ).toEqual({
      timeZone: 'Asia/Kolkata',
      weekend: [5, 7],
      holidays: new Set(['2024-12-25']),
    });
  });

  test('is in the zone of that calendar where it has none', () =>
    expect(businessCalendar({}, { timeZone: 'Europe/Berlin' })).toEqual(berlin));

  test('is Monday to Friday in UTC where nothing is known, or known to be nothing', () => {
    expect(businessCalendar()).toEqual(weekdaysIn('UTC'));
    const nothing = { timeZone: null, weekend: null, holidays: null };
    expect(businessCalendar({ timeZone: null }, nothing)).toEqual(weekdaysIn('UTC'));
  });

  test('has no weekend where it says so', () =>
    expect(businessCalendar({}, { weekend: [] }).weekend).toEqual([]));
});

describe('Time left, in words', () => {
  const until = '2024-03-14T00:00+01:00';
  test.each([
    ['2024-03-08T16:00+01:00', '3 full business days and 8 h left'],
    ['2024-03-09T12:00+01:00', '3 full business days left'],
    ['2024-03-11T00:00+01:00', '3 full business days left'],
    ['2024-03-11T19:00+01:00', '2 full business days and 5 h left'],
    ['2024-03-12T23:30+01:00', '1 full business day left'],
    ['2024-03-13T19:00+01:00', '5 h left'],
    ['2024-03-13T23:30+01:00', 'less than 1 h left'],
    ['2024-03-14T00:00+01:00', 'no time left'],
    ['2024-03-15T00:00+01:00', 'no time left'],
  ])('from %s: %s', (now, words) => expect(businessTimeLeft(utc(now), utc(until), berlin)).toBe(words));

  test('counts the hours of both ends, where the end is no midnight there', () =>
    expect(businessTimeLeft(utc('2024-03-08T20:00+01:00'), utc('2024-03-11T02:00+01:00'), berlin)).toBe(
      '6 h left',
    ));

  test('counts the hours as they pass where the clock is turned', () => {
    const sundays: BusinessCalendar = { ...berlin, weekend: [] };
    const [now, end] = [utc('2024-03-31T01:00+01:00'), utc('2024-04-01T00:00+02:00')];
    expect(businessTimeLeft(now, end, sundays)).toBe('22 h left');
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
];
const anyCalendar = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
  })
  .map(
    ({ timeZone, weekend, days }): BusinessCalendar => ({
      timeZone,
      weekend,
      holidays: new Set(
        days.map((day) => Temporal.PlainDate.from('2024-01-01').add({ days: day }).toString()),
      ),
    }),
  );
const anyMoment = fc.oneof(
  fc
    .date({ min: new Date('2024-01-15'), max: new Date('2025-01-15'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  // At whole and half hours, where midnights are.
  fc
    .integer({ min: 0, max: 17_000 })
    .map((at) => new Date(Date.UTC(2024, 0, 15) + at * 1_800_000).toISOString()),
);
const anyDays = fc.integer({ min: 1, max: 15 });

describe('Full business days after any moment, on any calendar', () => {
  const local = (at: string, { timeZone }: BusinessCalendar) =>
    Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);

  test('end at a local midnight after the moment, on the next day after a business day', () => {
    fc.assert(
      fc.property(anyMoment, anyDays, anyCalendar, (moment, days, calendar) => {
        const after = afterFullBusinessDays(moment, days, calendar);
        const end = local(after, calendar);
        expect(after > moment).toBe(true);
        expect(end.equals(end.startOfDay())).toBe(true);
        const last = end.toPlainDate().subtract({ days: 1 });
        expect(calendar.weekend).not.toContain(last.dayOfWeek);
        expect(calendar.holidays).not.toContain(last.toString());
      }),
    );
  });

  test('lie between the moment and the result in full, no more and no fewer', () => {
    fc.assert(
      fc.property(anyMoment, anyDays, anyCalendar, (moment, days, calendar) => {
        const after = afterFullBusinessDays(moment, days, calendar);
        const first = local(moment, calendar).toPlainDate();
        const full = Array.from(
          { length: first.until(local(after, calendar).toPlainDate()).days },
          (_none, at) => first.add({ days: at }),
        ).filter(
          (day) =>
            !calendar.weekend.includes(day.dayOfWeek) &&
            !calendar.holidays.has(day.toString()) &&
            day.toZonedDateTime(calendar.timeZone).epochMilliseconds >= Date.parse(moment),
        );
        expect(full).toHaveLength(days);
        expect(fullBusinessDays(moment, after, calendar)).toBe(days);
        const justBefore = new Date(Date.parse(after) - 1).toISOString();
        expect(fullBusinessDays(moment, justBefore, calendar)).toBe(days - 1);
      }),
    );
  });

  test('end later the later they begin, and the more they are', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyDays, anyCalendar, (a, b, days, calendar) => {
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        const after = afterFullBusinessDays(earlier, days, calendar);
        expect(after <= afterFullBusinessDays(later, days, calendar)).toBe(true);
        expect(after < afterFullBusinessDays(earlier, days + 1, calendar)).toBe(true);
      }),
    );
  });

  test('are over by a moment exactly when they began by that many before it', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyDays, anyCalendar, (from, until, days, calendar) => {
        expect(afterFullBusinessDays(from, days, calendar) <= until).toBe(
          from <= businessDaysBefore(until, days, calendar),
        );
      }),
    );
  });

  test('never end earlier where they are counted on from a moment in between: only full days are used up', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyDays, anyCalendar, (a, b, days, calendar) => {
        const [from, until] = a <= b ? [a, b] : [b, a];
        const used = fullBusinessDays(from, until, calendar);
        fc.pre(used < days);
        const rest = afterFullBusinessDays(until, days - used, calendar);
        expect(rest >= afterFullBusinessDays(from, days, calendar)).toBe(true);
      }),
    );
  });
});
