/**
 * Days in a catalog: a date without a time is a day in UTC or, of a release, in the zone of its train, which is said once under
 * `trains`. What opens or starts does so when the day begins; a deadline is when it ends. Anywhere on Earth (AoE) is UTC-12.
 */
import { Temporal } from 'temporal-polyfill';
import { id } from '../../../../events/fields.ts';
import type { Section } from './problem.ts';
import { type Complain, entriesOf, readRecords } from './read-records.ts';
import { trainRecord } from './records.ts';

const OPENS = new Set(['opensAt', 'startedAt', 'since']);
const CLOSES = new Set(['featureFreezeAt', 'branchCutAt', 'releaseAt', 'cutAt', 'publishedAt', 'until']);
const DAY = /^\d{4}-\d\d-\d\d$/;
const ANYWHERE = /^(?:aoe|anywhere on earth|utc-12(?::?00)?)$/i;

/** Where the file of releases says what is the same for all releases of a train. No release has this id. */
const TRAINS = 'trains';

const SECTIONS: ReadonlySet<Section> = new Set(['releases', 'projects', 'flags', 'exemptions']);

/** Whether the moments of a section may be days. */
export const takesDays = (section: Section): boolean => SECTIONS.has(section);

/** Records as a file has them, with moments where it has days. What is no day stays, for the schema to judge. */
export function withMoments(section: Section, records: unknown, complain: Complain): unknown {
  const entries = takesDays(section) ? entriesOf(records) : undefined;
  if (entries === undefined) return records;
  const ofTrains = section === 'releases' ? entries.filter(isOfTrains) : [];
  const zones = zonesOf(ofTrains[0]?.[1], complain);
  const own = entries.filter((entry) => !ofTrains.includes(entry));
  return new Map(own.map(([key, record]) => [key, withOwn(record, zones)]));
}

/** A release would name its train there. */
const isOfTrains = ([key, value]: readonly [string, unknown]): boolean =>
  key === TRAINS && typeof fieldOf(value, 'train') !== 'string';

type Zones = ReadonlyMap<string, string>;

function zonesOf(trains: unknown, complain: Complain): Zones {
  const said = entriesOf(trains)?.map(([train, record]) => {
    const fields = entriesOf(record);
    const named = fields?.map(
      ([field, value]) => [field, field === 'timeZone' ? zoneIn(value) : value] as const,
    );
    return [train, named === undefined ? record : new Map(named)] as const;
  });
  const value = said === undefined ? trains : new Map(said);
  const read = readRecords(trainRecord(), value, [TRAINS], complain, { ids: id });
  return new Map(
    [...read].flatMap(([train, { timeZone }]) => (timeZone == null ? [] : [[train, timeZone] as const])),
  );
}

const fieldOf = (record: unknown, field: string): unknown =>
  entriesOf(record)?.find(([each]) => each === field)?.[1];

const zoneIn = (said: unknown): unknown =>
  typeof said === 'string' && ANYWHERE.test(said.trim()) ? 'Etc/GMT+12' : said;

function withOwn(record: unknown, zones: Zones): unknown {
  // A project has a list of exemptions.
  if (Array.isArray(record)) return record.map((each) => withOwn(each, zones));
  const entries = entriesOf(record);
  if (entries === undefined) return record;
  const own = zoneIn(fieldOf(record, 'timeZone'));
  const train = fieldOf(record, 'train');
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
