/** The clock on the wall of a place, over changes of the clocks. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { nextFire } from '../../../lib/local/clock.ts';
import type { WallClock } from '../../../lib/wiring-shape.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const utc = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 16);

/** The moments at which a schedule fires, as UTC without seconds. */
function* fires(cron: WallClock, zone: string, from: string) {
  for (let at = Date.parse(`${from}Z`); ; ) {
    at = nextFire(cron, zone, at);
    yield utc(at);
  }
}
const some = (count: number, ...schedule: Parameters<typeof fires>) => {
  const all = fires(...schedule);
  return Array.from({ length: count }, () => all.next().value).join(' ');
};

const MONTHLY = { hour: 7, minute: 0, day: 1 };
const WEEKLY = { hour: 7, minute: 0, weekDay: 1 };
const QUARTERLY = { ...MONTHLY, months: [1, 4, 7, 10] };
const DAILY = (hour: number, minute: number) => ({ hour, minute });

describe('A schedule by the clock on the wall fires', () => {
  it.each<[string, WallClock, string, string, string]>([
    [
      'monthly in Berlin, in winter and in summer',
      MONTHLY,
      'Europe/Berlin',
      '2024-02-15T00:00',
      '2024-03-01T06:00 2024-04-01T05:00 2024-05-01T05:00',
    ],
    [
      'monthly in Berlin, back in winter',
      MONTHLY,
      'Europe/Berlin',
      '2024-10-01T05:00',
      '2024-11-01T06:00 2024-12-01T06:00',
    ],
    [
      'monthly in New York',
      MONTHLY,
      'America/New_York',
      '2024-03-01T00:00',
      '2024-03-01T12:00 2024-04-01T11:00',
    ],
    [
      'monthly in Kolkata, half an hour off',
      MONTHLY,
      'Asia/Kolkata',
      '2024-01-31T12:00',
      '2024-02-01T01:30 2024-03-01T01:30',
    ],
    [
      'monthly at Lord Howe, whose summer is half an hour',
      MONTHLY,
      'Australia/Lord_Howe',
      '2024-03-20T00:00',
      '2024-03-31T20:00 2024-04-30T20:30 2024-05-31T20:30',
    ],
    [
      'on Mondays in Berlin, the day after the clocks went forward',
      WEEKLY,
      'Europe/Berlin',
      '2024-03-25T06:00',
      '2024-04-01T05:00 2024-04-08T05:00',
    ],
    [
      'on Mondays in UTC, over the end of a year',
      WEEKLY,
      'UTC',
      '2024-12-24T00:00',
      '2024-12-30T07:00 2025-01-06T07:00',
    ],
    [
      'quarterly',
      QUARTERLY,
      'Europe/Berlin',
      '2024-01-01T06:00',
      '2024-04-01T05:00 2024-07-01T05:00 2024-10-01T05:00 2025-01-01T06:00',
    ],
    [
      'on the 31st, in the months that have one',
      { ...MONTHLY, day: 31 },
      'UTC',
      '2024-01-31T07:00',
      '2024-03-31T07:00 2024-05-31T07:00',
    ],
    [
      'on the 29th of February',
      { ...MONTHLY, day: 29, months: [2] },
      'UTC',
      '2096-03-01T00:00',
      '2104-02-29T07:00',
    ],
  ])('%s', (_what, cron, zone, from, expected) => {
    expect(some(expected.split(' ').length, cron, zone, from)).toBe(expected);
  });

  it.each<[string, WallClock, string, string, string]>([
    [
      'skipped hour in Berlin',
      DAILY(2, 30),
      'Europe/Berlin',
      '2024-03-30T00:00',
      '2024-03-30T01:30 2024-03-31T01:00 2024-04-01T00:30',
    ],
    [
      'skipped half hour at Lord Howe',
      DAILY(2, 15),
      'Australia/Lord_Howe',
      '2024-10-05T00:00',
      '2024-10-05T15:30 2024-10-06T15:15',
    ],
    [
      'skipped midnight in Beirut',
      DAILY(0, 0),
      'Asia/Beirut',
      '2024-03-29T12:00',
      '2024-03-29T22:00 2024-03-30T22:00 2024-03-31T21:00',
    ],
    [
      'skipped day in Samoa',
      DAILY(7, 0),
      'Pacific/Apia',
      '2011-12-29T00:00',
      '2011-12-29T17:00 2011-12-30T10:00 2011-12-30T17:00',
    ],
  ])('at the first time that exists after a %s', (_what, cron, zone, from, expected) => {
    expect(some(expected.split(' ').length, cron, zone, from)).toBe(expected);
  });

  it.each<[string, WallClock, string, string, string]>([
    ['Berlin', DAILY(2, 30), 'Europe/Berlin', '2024-10-26T12:00', '2024-10-27T00:30 2024-10-28T01:30'],
    [
      'Lord Howe',
      DAILY(1, 45),
      'Australia/Lord_Howe',
      '2024-04-06T00:00',
      '2024-04-06T14:45 2024-04-07T15:15',
    ],
  ])('once at a time that comes twice in %s', (_where, cron, zone, from, expected) => {
    expect(some(expected.split(' ').length, cron, zone, from)).toBe(expected);
  });

  it('not at the second of two times, when the first was before it began', () => {
    const between = '2024-10-27T00:45';
    expect(some(1, DAILY(2, 30), 'Europe/Berlin', between)).toBe('2024-10-28T01:30');
  });

  it('never at all, which is an error, on a day that no calendar has', () => {
    expect(() => nextFire({ ...MONTHLY, day: 30, months: [2] }, 'UTC', 0)).toThrow(/no day for the schedule/);
    expect(() => nextFire(MONTHLY, 'Europe/Nowhere', 0)).toThrow(RangeError);
  });
});

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];

describe('Over eleven years, whatever the zone', () => {
  it.each(ZONES)('every month of %s has one fire, on its first at seven', (zone) => {
    let at = Date.parse('2014-01-01T12:00:00Z');
    const months = Array.from({ length: 132 }, () => {
      at = nextFire(MONTHLY, zone, at);
      return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString();
    });
    const expected = Array.from({ length: 132 }, (_each, month) =>
      Temporal.PlainDateTime.from('2014-02-01T07:00').add({ months: month }).toString(),
    );
    expect(months).toEqual(expected);
  });

  it('the next fire is after the moment it is asked for, the same until it is there, and shows what was wanted', () => {
    const wanted = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
    });
    const moment = fc.integer({ min: Date.parse('2014-01-01'), max: Date.parse('2025-01-01') });
    fc.assert(
      fc.property(wanted, fc.constantFrom(...ZONES), moment, fc.nat(100), (cron, zone, after, share) => {
        const next = nextFire(cron, zone, after);
        expect(next).toBeGreaterThan(after);
        expect(next - after).toBeLessThanOrEqual(DAY + 2 * HOUR);
        const between = after + Math.floor(((next - 1 - after) * share) / 100);
        expect(nextFire(cron, zone, between)).toBe(next);
        const shown = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(zone);
        const minutes = shown.hour * 60 + shown.minute - (cron.hour * 60 + cron.minute);
        // At a change of the clocks it is later by less than what was skipped.
        expect(minutes).toBeGreaterThanOrEqual(0);
        expect(minutes).toBeLessThanOrEqual(60);
      }),
    );
  });
});
