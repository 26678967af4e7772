import { describe, expect, it } from '@jest/globals';
import { digestHeadlines } from '../../functions/digests/store/digests.ts';
import { after, type Period, periodOf } from '../../functions/kernel/model/period.ts';
import { type Chance, chanceFrom } from '../faults/chance.ts';
import { tableOn } from '../support/databases.ts';
import { digestsOn } from '../support/digests.ts';
import { fact } from '../support/facts.ts';
import { store } from '../support/store.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
const MONTHS = 132;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const later = (moment: string, ms: number) => new Date(Date.parse(moment) + ms).toISOString();

/** How a schedule can fire for one month: when it does, after the month is over. */
const firings: Readonly<Record<string, readonly number[]>> = {
  never: [],
  once: [7 * HOUR],
  twice: [7 * HOUR, 7 * HOUR],
  'five times': [7 * HOUR, 7 * HOUR + 1, 8 * HOUR, DAY, 3 * DAY],
  late: [9 * DAY],
};
const ways = Object.keys(firings);

function* monthsIn(zone: string): Generator<Period> {
  let month = periodOf('2014-01', zone);
  for (let left = MONTHS; left > 0 && month !== undefined; left -= 1) {
    yield month;
    month = after(month);
  }
}

interface Turn {
  readonly now: string;
  readonly event: unknown;
}

/** Each zone's schedule fires in one of the ways for each month; what is missing is made up for, but for long outages. */
function turnsBy(chance: Chance): Turn[] {
  const fired = ZONES.flatMap((zone) =>
    [...monthsIn(zone)].flatMap(({ until }) => {
      const way = ways[chance.below(ways.length)] ?? 'once';
      return (firings[way] ?? []).map((ms) => ({
        now: later(until, ms),
        event: { schedule: 'monthly', zone },
      }));
    }),
  );
  const isUp = (name: string) => !/-(03|04|08|10|11|12)$/.test(name) || chance.below(4) === 0;
  const madeUp = [...monthsIn('UTC')]
    .filter(({ name }) => isUp(name))
    .map(({ until }) => ({ now: later(until, 11 * DAY), event: { schedule: 'monthly' } }));
  const last = { now: '2025-01-20T00:00:00.000Z', event: { schedule: 'monthly' } };
  return [...fired, ...madeUp, last].toSorted((a, b) => Date.parse(a.now) - Date.parse(b.now));
}

describe('132 months in five zones', () => {
  const table = tableOn();

  it('have one digest each, whether a schedule fires never, once, twice, five times, late, or after an outage', async () => {
    await store(
      table(),
      ZONES.map((timeZone, at) =>
        fact('TeamRegistered', '2013-12-01', { team: `t${at}`, title: timeZone, timeZone }),
      ),
    );
    const digests = digestsOn(table());
    for (const { now, event } of turnsBy(chanceFrom(20140101))) await digests.fire(event, now);

    const expected = [...monthsIn('UTC')].map(({ name }) => name);
    for (const audience of [...ZONES.map((_zone, at) => `team:t${at}`), 'all']) {
      const made = await digestHeadlines(table(), audience, 'month');
      expect(made.map(({ period }) => period).reverse()).toEqual(expected);
    }
    const told = digests.ready.map(({ audience, period }) => `${audience} ${period}`);
    expect(new Set(told).size).toBe(told.length);
    expect(new Set(digests.ready.map(({ id }) => id)).size).toBe(told.length);
    // Of each month that was made in its time, everybody was told.
    expect(told.length).toBeGreaterThan(4 * MONTHS);
  }, 240_000);
});
