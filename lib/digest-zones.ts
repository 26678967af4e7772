/** The time zones in whose mornings digests are made. */
import { timeZone } from '../events/fields.ts';
import { SettingUnusableError } from './setting.ts';
import type { WallClockSchedule } from './wiring-shape.ts';

/** The variable that names them, separated by commas. */
export const DIGEST_ZONES = 'SHIPSHAPE_DIGEST_ZONES';

const DEFAULT = 'UTC';

/** Of each, in lower case, the way it goes into a name: `europe-berlin`, `etc-gmt-plus-3`. */
const nameOf = (zone: string) =>
  zone
    .toLowerCase()
    .replace('+', '-plus-')
    .replaceAll(/[^a-z0-9]+/g, '-');

/**
 * Teams elsewhere have their digests, too: the hourly schedule makes whatever is missing. A zone that is named here gets
 * them at seven.
 * @param said `Europe/Berlin, Asia/Kolkata`
 * @throws {SettingUnusableError} when one of them is no zone of the IANA database
 */
export function digestZones(said = ''): readonly string[] {
  const named = said.split(',').flatMap((zone) => zone.trim() || []);
  const unknown = named.filter((zone) => !timeZone.safeParse(zone).success);
  if (unknown.length > 0)
    throw new SettingUnusableError(
      `${DIGEST_ZONES}: ${unknown.join(', ')} is not a time zone. Name them like Europe/Berlin, separated by commas.`,
    );
  const zones = named.length === 0 ? [DEFAULT] : named;
  return [...new Map(zones.map((zone) => [nameOf(zone), zone])).values()];
}

const SEVEN = { hour: 7, minute: 0 } as const;
const QUARTERS = [1, 4, 7, 10] as const;

/** Of one zone: each fires on the morning after its period has ended. */
function inZone(timeZone: string): readonly WallClockSchedule[] {
  const of = (schedule: string, days: Omit<WallClockSchedule['cron'], 'hour' | 'minute'>) => ({
    name: `${schedule}-${nameOf(timeZone)}`,
    cron: { ...SEVEN, ...days },
    timeZone,
    input: { schedule, zone: timeZone },
  });
  return [
    of('weekly', { weekDay: 1 }),
    of('monthly', { day: 1 }),
    of('quarterly', { day: 1, months: QUARTERS }),
  ];
}

/** Three for each zone. */
export const digestSchedules = (zones: readonly string[]): readonly WallClockSchedule[] =>
  zones.flatMap(inZone);
