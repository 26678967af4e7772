import { describe, expect, it } from '@jest/globals';
import { startHost } from '../../../lib/local/host.ts';
import { digestZones } from '../../../lib/settings.ts';
import { functions, functionsFor } from '../../../lib/wiring.ts';
import { settle } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

describe('the zones of digests', () => {
  it.each<[string | undefined, string[]]>([
    [undefined, ['UTC']],
    [' , ', ['UTC']],
    ['Europe/Berlin,Asia/Kolkata , Europe/Berlin', ['Europe/Berlin', 'Asia/Kolkata']],
    ['Etc/GMT+1,Etc/GMT-1', ['Etc/GMT+1', 'Etc/GMT-1']],
  ])('of %j are %j', (said, zones) => {
    expect(digestZones(said)).toEqual(zones);
  });

  it.each(['Berlin', 'Europe/Berlin;UTC', '+01:00', 'UTC, Mars/Olympus'])('are refused in %j', (said) => {
    expect(() => digestZones(said)).toThrow(/^SHIPSHAPE_DIGEST_ZONES: .* is not a time zone. Name them like/);
  });

  it('give every schedule a name of its own, and change nothing but schedules', () => {
    const zones = Intl.supportedValuesOf('timeZone').concat('Etc/GMT+1', 'Etc/GMT-1', 'UTC');
    for (const { schedules = [] } of functionsFor(zones)) {
      const names = schedules.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
    }
    const withoutSchedules = (of: typeof functions) => of.map(({ schedules: _, ...wiring }) => wiring);
    expect(withoutSchedules(functionsFor(zones))).toEqual(withoutSchedules(functions));
  });

  it('are those that the environment of the host names', async () => {
    const time = new VirtualTime('2024-07-07T23:00:00Z');
    const woken: unknown[] = [];
    const starting = (zones: string) =>
      startHost({
        handlers:
          ({ name }) =>
          (event) =>
            name === 'digest' ? void woken.push(event) : undefined,
        environment: { SHIPSHAPE_DIGEST_ZONES: zones },
        log: () => {},
        time,
      });
    await expect(starting('Kolkata')).rejects.toMatchObject({ name: 'SettingUnusableError' });
    const host = await starting('Asia/Kolkata');
    time.advance(3 * 3_600_000);
    await settle();
    await host.stop();
    expect(woken).toContainEqual({ schedule: 'weekly', zone: 'Asia/Kolkata' });
  });
});
