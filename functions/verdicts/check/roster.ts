/**
 * A project and the releases it is expected to ship in. A fact of a project's life can change its verdict in any of them.
 * This side and the other one (a window moves, so its train's teams are asked) together miss nobody: the project is a
 * member of the train before this reads the windows, and a window is written before its teams are read.
 */
import { project as projectEntity } from '../../../events/contract.ts';
import { releasesOf } from '../../catalog/store/trains.ts';
import type { Derivation } from '../../kernel/derived/derive.ts';
import { readerOf } from '../../kernel/derived/reader.ts';
import { namesMentioned } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { rosterKey, verdictKey, windowKey } from '../../kernel/store/keys.ts';
import type { Key, Store } from '../../kernel/store/store.ts';

/** Stands for the verdicts of a project: asked for, it asks for each of them. */
export const rosterOf = (
  table: Store,
  project: string,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation => ({
  key: rosterKey(project),
  compute: async () => ({ value: undefined }),
  async askListed() {
    const releases = await releasesWithWindow(table, await trainsOf(table, project));
    await ask(releases.map((release) => verdictKey(release, project)));
  },
  asksAlways: true,
});

/** Every train that a project was ever started on, also where that start no longer counts: verdicts can stand there. */
async function trainsOf(table: Store, project: string): Promise<string[]> {
  const mentions = await namesMentioned(table, projectEntity(project), ['TRAIN']);
  return distinct(mentions.flatMap(({ names }) => names));
}

async function releasesWithWindow(table: Store, trains: readonly string[]): Promise<string[]> {
  const reader = readerOf(table);
  const releases = await inParallel(trains, (train) => releasesOf(reader, train));
  const names = distinct(releases.flat().map(({ release }) => release));
  const windows = await Promise.all(names.map((name) => reader.value(windowKey(name))));
  return names.filter((_name, at) => windows[at] !== undefined);
}
