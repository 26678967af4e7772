/** From when on what happened at a place can still change whether somebody is flagged. */
import type { Calendar } from '../../catalog/model/calendar.ts';
import { projectState } from '../../catalog/model/project.ts';
import type { SourceState } from '../../catalog/model/registered.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { readCalendar, readTrains } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import { laterOf } from '../sources/reading/moments.ts';

const DAY = 86_400_000;
/** How long after its cut a release is still looked at. */
const SETTLING_DAYS = 3;
/** A train's first release has no beginning, and some trains rest for years. */
const MAX_DAYS = 120;

/** The projects and trains that a mapping names, its projects' trains included. */
export interface Concerned {
  readonly projects: string[];
  readonly trains: string[];
}

export async function concernedBy(table: Store, { record }: SourceState): Promise<Concerned> {
  const ruled = (record.rules ?? []).flatMap(({ project }) => project ?? []);
  const projects = distinct([...ruled, ...(record.project == null ? [] : [record.project])]);
  const states = await readStates(table, 'project', projectState, projects);
  const trains = [...states.values()].flatMap((state) => state.trains);
  return { projects, trains: distinct([...trains, ...(record.train == null ? [] : [record.train])]) };
}

/**
 * Where the windows begin that are open now or were closed a few days ago.
 * @param trains none: labels alone say what is whose, so all are looked at
 * @param now UTC instant
 */
export async function windowsSince(table: Store, trains: readonly string[], now: string): Promise<string> {
  const asked = trains.length > 0 ? trains : await readTrains(table);
  const longest = new Date(Date.parse(now) - MAX_DAYS * DAY).toISOString();
  let since = asked.length === 0 ? longest : now;
  for (const train of asked) {
    const begins = openSince(await readCalendar(table, train), now) ?? longest;
    if (begins < since) since = begins;
  }
  return laterOf(since, longest) ?? longest;
}

/** Undefined where the window has no beginning. */
export function openSince({ judged }: Calendar, now: string): string | undefined {
  const past = judged.filter(({ until }) => until <= now);
  const settled = new Date(Date.parse(now) - SETTLING_DAYS * DAY).toISOString();
  const settling = past.find(({ until }) => until > settled);
  return settling === undefined ? past.at(-1)?.until : settling.after;
}
