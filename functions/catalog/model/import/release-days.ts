/**
 * Days in `releases.yml`: a date without a time is a day in the zone of its train, which is said once under `trains`, or in UTC.
 * What opens does so when the day begins; a deadline is when it ends. Anywhere on Earth (AoE) is UTC-12.
 */
import { Temporal } from 'temporal-polyfill';
import { id } from '../../../../events/fields.ts';
import { type Complain, entriesOf, readRecords } from './read-records.ts';
import { trainRecord } from './records.ts';

const OPENS = new Set(['opensAt']);
const CLOSES = new Set(['featureFreezeAt', 'branchCutAt', 'releaseAt', 'cutAt', 'publishedAt']);
const DAY = /^\d{4}-\d\d-\d\d$/;
const ANYWHERE = /^(?:aoe|anywhere on earth|utc-12(?::?00)?)$/i;

/** Where the file says what is the same for all releases of a train. No release has this id. */
const TRAINS = 'trains';

/** Releases as a file has them, with moments where it has days. What is no day stays, for the schema to judge. */
export function withMoments(releases: unknown, complain: Complain): unknown {
  const entries = entriesOf(releases);
  if (entries === undefined) return releases;
  const ofTrains = entries.filter(isOfTrains).map(([, trains]) => trains);
  const zones = zonesOf(ofTrains[0], complain);
  const own = entries.filter((entry) => !isOfTrains(entry));
  return new Map(own.map(([id, release]) => [id, withOwn(release, zones)]));
}

/** A release would name its train there. */
const isOfTrains = ([key, value]: readonly [string, unknown]): boolean =>
  key === TRAINS && typeof fieldOf(value, 'train') !== 'string';

function zonesOf(trains: unknown, complain: Complain): ReadonlyMap<string, string> {
  const said = entriesOf(trains)?.map(([train, record]) => {
    const fields = entriesOf(record);
    const named = fields?.map(
      ([name, value]) => [name, name === 'timeZone' ? zoneIn(value) : value] as const,
    );
    return [train, named === undefined ? record : new Map(named)] as const;
  });
  const read = readRecords(trainRecord(), said === undefined ? trains : new Map(said), [TRAINS], complain, {
    ids: id,
  });
  return new Map(
    [...read].flatMap(([train, { timeZone }]) => (timeZone == null ? [] : [[train, timeZone] as const])),
  );
}

const fieldOf = (record: unknown, field: string): unknown =>
  entriesOf(record)?.find(([name]) => name === field)?.[1];

const zoneIn = (said: unknown): unknown =>
  typeof said === 'string' && ANYWHERE.test(said.trim()) ? 'Etc/GMT+12' : said;

function withOwn(release: unknown, zones: ReadonlyMap<string, string>): unknown {
  const entries = entriesOf(release);
  if (entries === undefined) return release;
  const own = zoneIn(fieldOf(release, 'timeZone'));
  const train = fieldOf(release, 'train');
  const zone = own ?? (typeof train === 'string' ? zones.get(train) : undefined);
  return new Map(
    entries.map(([name, value]) => [
      name,
      name === 'timeZone' ? own : (momentOf(name, value, zone) ?? value),
    ]),
  );
}

function momentOf(field: string, value: unknown, zone: unknown): string | undefined {
  if (typeof value !== 'string' || !DAY.test(value) || !(OPENS.has(field) || CLOSES.has(field)))
    return undefined;
  try {
    const day = Temporal.PlainDate.from(value, { overflow: 'reject' });
    const first = OPENS.has(field) ? day : day.add({ days: 1 });
    const instant = first.toZonedDateTime(typeof zone === 'string' ? zone : 'UTC').toInstant();
    // In UTC, where pages show days, the end of a day must still be of that day.
    const isEndInUtc = CLOSES.has(field) && (zone === undefined || zone === null || zone === 'UTC');
    return new Date(instant.epochMilliseconds - (isEndInUtc ? 1 : 0)).toISOString();
  } catch {
    return undefined;
  }
}
