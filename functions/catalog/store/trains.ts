/** What is read of trains: their calendars, and who is on them. */

import { type Reader, readerOf } from '../../kernel/derived/reader.ts';
import { namesMentioned } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { everMeant } from '../../kernel/model/identity.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type Calendar, trainCalendar } from '../model/calendar.ts';
import { TRAINS } from '../model/lists.ts';
import { type ReleaseState, releaseState } from '../model/release.ts';
import { readStates, stateOf } from './states.ts';

/** The ids of all trains. */
export const readTrains = (table: Store): Promise<string[]> => listedIds(table, TRAINS);

/** The state of one release, strongly consistent. */
export const readRelease = async (table: Store, release: string): Promise<ReleaseState | undefined> =>
  (await readStates(table, 'release', [release])).get(release);

/** A release by what somebody calls it: one that is scheduled, or what a name with other zeros means on some train. */
export async function findRelease(table: Store, name: string): Promise<ReleaseState | undefined> {
  const own = await readRelease(table, name);
  if (own?.train !== undefined) return own;
  for (const train of await readTrains(table)) {
    const { releases } = await readCalendar(table, train);
    const found = releases.find(({ names }) => everMeant(names, name));
    if (found !== undefined) return found;
  }
  return own;
}

/** The calendar of a train, from the table itself, strongly consistent. */
export const readCalendar = (table: Store, train: string): Promise<Calendar> =>
  calendarOf(readerOf(table), train);

/** The calendar of a train, as a computation reads it. */
export const calendarOf = async (reader: Reader, train: string): Promise<Calendar> =>
  trainCalendar(train, await releasesOf(reader, train));

/** Every release that a name on the train ever meant: one that was renamed keeps its place, and so does its successor. */
export async function releasesOf(reader: Reader, train: string): Promise<ReleaseState[]> {
  const scheduled = await reader.mentions({ kind: 'train', id: train }, ['RELEASE']);
  const states = new Map<string, ReleaseState | undefined>();
  let names = distinct(scheduled.flatMap((mention) => mention.names));
  while (names.length > 0) {
    const read = await Promise.all(
      names.map(async (id) => [id, await stateOf(reader, { kind: 'release', id }, releaseState)] as const),
    );
    for (const [name, state] of read) states.set(name, state);
    const led = read.flatMap(([, state]) => [
      state?.renamedTo ?? [],
      ...(state?.earlier ?? []).map(({ name }) => name),
    ]);
    names = distinct(led.flat()).filter((name) => !states.has(name));
  }
  return [...states.values()].flatMap((state) => state ?? []);
}

export interface Member {
  readonly project: string;
  readonly team: string;
}

/** The projects that were ever started on a train, under each team that started them. */
export async function readMembers(table: Store, train: string, team?: string): Promise<Member[]> {
  const within = team === undefined ? [] : [team];
  const mentions = await namesMentioned(table, { kind: 'train', id: train }, ['MEMBER'], { within });
  return mentions.flatMap(({ names: [owner, project] }) =>
    owner === undefined || project === undefined ? [] : [{ project, team: owner }],
  );
}

/**
 * The projects that are to be judged in a release: all that were ever started on a train that it is or was on. Who is on
 * a train is never taken back.
 */
export async function membersToAsk(table: Store, release: string): Promise<Member[]> {
  const trains = (await readRelease(table, release))?.trains ?? [];
  return (await inParallel(trains, (train) => readMembers(table, train))).flat();
}

/** The teams whose share of a release is to be judged. */
export const teamsToAsk = async (table: Store, release: string): Promise<string[]> =>
  distinct((await membersToAsk(table, release)).map(({ team }) => team));
