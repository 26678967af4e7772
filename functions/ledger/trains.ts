/** What is read of trains: their calendars, and who is on them. */
import * as z from 'zod';
import { type Calendar, trainCalendar } from '../domain/calendar.ts';
import { distinct } from '../domain/entries.ts';
import { type ReleaseState, releaseState } from '../domain/release.ts';
import { TRAINS } from '../domain/summary.ts';
import { trainState } from '../domain/train.ts';
import { inParallel } from '../kernel/parallel.ts';
import { all, type Store } from '../kernel/store/store.ts';
import { entityOf, projectsOnTrain } from './keys.ts';
import { listedIds } from './listed.ts';
import { readStates } from './summary.ts';

/** The ids of all trains. */
export const readTrains = (table: Store): Promise<string[]> => listedIds(table, TRAINS);

/** The state of one release, strongly consistent. */
export const readRelease = async (table: Store, release: string): Promise<ReleaseState | undefined> =>
  (await readStates(table, 'release', releaseState, [release])).get(release);

/** Every release that was ever scheduled on a train, strongly consistent. */
export const readReleasesEver = async (table: Store, train: string): Promise<readonly string[]> =>
  (await readStates(table, 'train', trainState, [train])).get(train)?.releases ?? [];

/** The calendar of a train, from the table itself, strongly consistent. */
export async function readCalendar(table: Store, train: string): Promise<Calendar> {
  const releases = new Map<string, ReleaseState>();
  // A release that was renamed after it was scheduled is on the train under a name that the train never heard.
  let names = await readReleasesEver(table, train);
  while (names.length > 0) {
    const found = await readStates(table, 'release', releaseState, names);
    for (const [name, release] of found) releases.set(name, release);
    names = [...found.values()]
      .flatMap(({ renamedTo }) => renamedTo ?? [])
      .filter((name) => !releases.has(name));
  }
  return trainCalendar(train, [...releases.values()]);
}

export interface Member {
  readonly project: string;
  readonly team: string;
}

const linked = z.object({ pk: z.string(), linkKey: z.string() });

/** The projects that were ever started on a train, under each team that started them, as the index tells. */
export async function readMembers(table: Store, train: string, team?: string): Promise<Member[]> {
  const items = await all(table.list('links', projectsOnTrain(train), { from: team, to: team }));
  const members = items.flatMap((item): [string, Member][] => {
    const { pk, linkKey } = linked.parse(item);
    const entity = entityOf(pk);
    return entity?.kind === 'project' ? [[`${pk}\n${linkKey}`, { project: entity.id, team: linkKey }]] : [];
  });
  return [...new Map(members).values()];
}

/**
 * The teams whose share of a release is to be judged: all that ever had a project on a train that it ever was on. Links
 * are never taken back, so whoever has a verdict in it is among them.
 */
export async function teamsToAsk(table: Store, release: string): Promise<string[]> {
  const trains = (await readRelease(table, release))?.trains ?? [];
  const members = await inParallel(trains, (train) => readMembers(table, train));
  return distinct(members.flat().map(({ team }) => team));
}

/** The projects whose ledgers hold what is linked to a partition of the links index. */
export async function readLinkedProjects(table: Store, partition: string): Promise<string[]> {
  const items = await all(table.list('links', partition));
  const entities = items.map((item) => entityOf(linked.parse(item).pk));
  return [...new Set(entities.flatMap((entity) => (entity?.kind === 'project' ? [entity.id] : [])))];
}
