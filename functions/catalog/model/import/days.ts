/**
 * Days in a catalog: a date without a time is a day in UTC, or in the zone of its release. What opens or starts does so when the
 * day begins; a deadline is when it ends. Anywhere on Earth (AoE) is UTC-12.
 */
import { Temporal } from 'temporal-polyfill';
import type { Section } from './problem.ts';
import { entriesOf } from './read-records.ts';

const OPENS = new Set(['opensAt', 'startedAt', 'since']);
const CLOSES = new Set(['featureFreezeAt', 'branchCutAt', 'releaseAt', 'cutAt', 'publishedAt', 'until']);
const DAY = /^\d{4}-\d\d-\d\d$/;
const ANYWHERE = /^(?:aoe|anywhere on earth|utc-12(?::?00)?)$/i;

const SECTIONS: ReadonlySet<Section> = new Set(['releases', 'projects', 'flags', 'exemptions']);

/** Records as a file has them, with moments where it has days. What is no day stays, for the schema to judge. */
export function withMoments(section: Section, records: unknown): unknown {
  const entries = SECTIONS.has(section) ? entriesOf(records) : undefined;
  return entries === undefined ? records : new Map(entries.map(([id, record]) => [id, withOwn(record)]));
}

function withOwn(record: unknown): unknown {
  // A project has a list of exemptions.
  if (Array.isArray(record)) return record.map(withOwn);
  const entries = entriesOf(record);
  if (entries === undefined) return record;
  const said = entries.find(([name]) => name === 'timeZone')?.[1];
  const zone = typeof said === 'string' && ANYWHERE.test(said.trim()) ? 'Etc/GMT+12' : said;
  return new Map(
    entries.map(([name, value]) => [
      name,
      name === 'timeZone' ? zone : (momentOf(name, value, zone) ?? value),
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
