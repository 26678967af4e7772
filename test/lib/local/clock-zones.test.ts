/** Schedules that go by the clock on the wall of a place. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functionsFor } from '../../../lib/wiring.ts';
import type { Schedule } from '../../../lib/wiring-shape.ts';
import { hostOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const HOUR = 3_600_000;

afterEach(stopHosts);

describe('The clock of the host', () => {
  async function running(
    schedules: readonly Schedule[],
    start: string,
    more: { wait?: () => Promise<void> } = {},
  ) {
    const time = new VirtualTime(start);
    const woken: [string, unknown][] = [];
    const stub = wiring({ schedules, timeoutSeconds: 90_000 });
    const host = await hostOf(
      stub,
      (event) => {
        woken.push([new Date(time.now()).toISOString().slice(0, 16), event]);
        return more.wait?.();
      },
      { time },
    );
    await settle();
    const pass = async (hours: number) => {
      for (let half = 0; half < 2 * hours; half += 1) {
        time.advance(HOUR / 2);
        await settle();
      }
    };
    return { host, woken, pass };
  }

  const berlin = {
    name: 'monthly-europe-berlin',
    cron: { hour: 7, minute: 0, day: 1 },
    timeZone: 'Europe/Berlin',
    input: { schedule: 'monthly', zone: 'Europe/Berlin' },
  };

  it('hands over what the schedule says, at its time and not at the start', async () => {
    const { woken, pass } = await running([berlin], '2024-03-31T12:00:00Z');
    expect(woken).toEqual([]);
    await pass(30);
    expect(woken).toEqual([['2024-04-01T05:00', berlin.input]]);
  });

  it('does not make up for what was missed while nothing ran', async () => {
    const { woken, pass } = await running([berlin], '2024-04-01T05:00:00Z');
    await pass(48);
    expect(woken).toEqual([]);
  });

  it('leaves out a turn that comes while the last one goes on', async () => {
    const done = signal();
    const daily = { ...berlin, cron: { hour: 7, minute: 0 } };
    const { woken, pass } = await running([daily], '2024-04-01T00:00:00Z', { wait: () => done.happened });
    await pass(48);
    expect(woken).toHaveLength(1);
    done.tell();
    await settle();
    await pass(24);
    expect(woken).toHaveLength(2);
  });

  it('stops with the host', async () => {
    const { host, woken, pass } = await running([berlin], '2024-03-31T12:00:00Z');
    await host.stop();
    await pass(30);
    expect(woken).toEqual([]);
  });

  it('wakes for digests in each zone at its own seven, and hourly', async () => {
    const digest = functionsFor(['Europe/Berlin', 'Asia/Kolkata']).find(({ name }) => name === 'digest');
    const { woken, pass } = await running(digest?.schedules ?? [], '2024-06-30T23:30:00Z');
    await pass(7);
    const hourly = woken.filter(([, event]) => JSON.stringify(event) === '{"schedule":"hourly"}');
    expect(hourly.map(([at]) => at)).toEqual(
      [
        '06-30T23:30',
        '07-01T00:30',
        '07-01T01:30',
        '07-01T02:30',
        '07-01T03:30',
        '07-01T04:30',
        '07-01T05:30',
        '07-01T06:30',
      ].map((at) => `2024-${at}`),
    );
    // A Monday, and the first of a quarter.
    const inZone = (at: string, zone: string) =>
      ['weekly', 'monthly', 'quarterly'].map((schedule) => [at, { schedule, zone }]);
    expect(woken.filter((each) => !hourly.includes(each))).toEqual([
      ...inZone('2024-07-01T01:30', 'Asia/Kolkata'),
      ...inZone('2024-07-01T05:00', 'Europe/Berlin'),
    ]);
  });
});
