/** Which time to compare: where what happened at an origin can still change whether a project is flagged. */
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import type { Calendar } from '../../catalog/model/calendar.ts';
import type { SourceState } from '../../catalog/model/registered.ts';
import { readStates } from '../../catalog/store/states.ts';
import type { SyncCursor } from '../../catalog/store/sync-cursors.ts';
import { readCalendar, readTrains } from '../../catalog/store/trains.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import { laterOf } from '../sources/fields.ts';
import type { Reconciling } from './turns.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long after its cut a release is still compared. */
const SETTLING_MS = 3 * DAY_MS;
/** The window of a train's first release has no beginning, and some trains rest for years. */
const MAX_WINDOW_MS = 120 * DAY_MS;
/** What just happened may still be on its way: it is not missed yet. */
const ON_ITS_WAY_MS = 5 * 60_000;

/** (since, upTo], UTC instants. */
export interface Window {
  readonly since: string;
  readonly upTo: string;
}

/** What a comparison is of; stored in the cursor with how far it came. */
export interface Scope {
  readonly window: Window;
  /** A digest of all that decides which facts events become, and when windows open. */
  readonly mapping: string;
  readonly concerned: Pick<SyncCursor, 'projects' | 'trains'>;
}

/**
 * Once a day, and when the mapping changed, all windows that are open; in between only what came since the last
 * comparison, with an hour of overlap.
 */
export async function scopeOf(
  { table, now }: Reconciling,
  last: SyncCursor,
  source: SourceState,
): Promise<Scope> {
  const concerned = await concernedBy(table, source);
  const mapping = digestOf(canonicalJson([source.record, concerned.trains]));
  const open = await openSince(table, concerned.trains, now);
  const isContinued = last.mapping === mapping && last.upTo?.slice(0, 10) === now.slice(0, 10);
  const overlapping = isContinued && last.upTo !== undefined ? before(last.upTo, HOUR_MS) : undefined;
  const since = laterOf(open, overlapping) ?? open;
  return { concerned, mapping, window: { since, upTo: before(now, ON_ITS_WAY_MS) } };
}

const before = (moment: string, milliseconds: number): string =>
  new Date(Date.parse(moment) - milliseconds).toISOString();

/** The projects and trains that a mapping names, its projects' trains included. */
async function concernedBy(table: Store, { record }: SourceState): Promise<Scope['concerned']> {
  const ruled = (record.rules ?? []).flatMap(({ project }) => project ?? []);
  const projects = distinct([...ruled, ...(record.project == null ? [] : [record.project])]);
  const states = await readStates(table, 'project', projects);
  const trains = [...states.values()].flatMap((state) => state.trains);
  return { projects, trains: distinct([...trains, ...(record.train == null ? [] : [record.train])]) };
}

/**
 * Where the windows begin that are open now or were closed a few days ago.
 * @param trains none: only labels say whose work something is, so all trains count
 */
async function openSince(table: Store, trains: readonly string[], now: string): Promise<string> {
  const asked = trains.length > 0 ? trains : await readTrains(table);
  const earliest = before(now, MAX_WINDOW_MS);
  const begins: string[] = [];
  for (const train of asked) begins.push(beginOf(await readCalendar(table, train), now) ?? earliest);
  return laterOf(begins.sort(compare)[0], earliest) ?? earliest;
}

/** Undefined where the window has no beginning. */
function beginOf({ judged }: Calendar, now: string): string | undefined {
  const past = judged.filter(({ until }) => until <= now);
  const settling = past.find(({ until }) => until > before(now, SETTLING_MS));
  return settling === undefined ? past.at(-1)?.until : settling.after;
}
