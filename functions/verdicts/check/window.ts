/**
 * Which verdicts there are to derive: the window in which work counts for each release of a train, and the releases in
 * which a project is expected to ship. A moved window asks the teams of its train, a fact of a project's life asks the
 * project's releases. Together they miss no verdict: a project is a member of its train before its windows are read, and a
 * window is written before its teams are read.
 */
import { project as projectEntity } from '../../../events/contract.ts';
import { releaseState } from '../../catalog/model/release.ts';
import { stateOf } from '../../catalog/store/states.ts';
import { calendarOf, membersToAsk, releasesOf } from '../../catalog/store/trains.ts';
import type { Derivation } from '../../kernel/derived/derive.ts';
import { type Reader, readerOf } from '../../kernel/derived/reader.ts';
import { namesMentioned } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { calendarKey, rosterKey, verdictKey, windowKey } from '../../kernel/store/keys.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import type { Caused } from '../../kernel/working.ts';
import { checkRequested } from '../model/verdict-announcements.ts';
import { headlines } from '../store/verdicts.ts';

/** Asks for values to be derived again. */
export type Ask = (keys: readonly Key[]) => Promise<void>;

/**
 * Stands for the windows of a train: a change of one release can move the window of another, so all of them are derived
 * again. Only this value is linked to the releases; a link for each pair of releases would be far too many.
 */
export const calendarOfTrain = ({ table }: Caused, train: string, ask: Ask): Derivation => ({
  key: calendarKey(train),
  async compute(reader) {
    const releases = await releasesOf(reader, train);
    return { value: releases.length === 0 ? undefined : { releases: releases.length } };
  },
  async askListed() {
    const releases = await releasesOf(readerOf(table), train);
    await ask(distinct(releases.map(({ release }) => release)).map(windowKey));
  },
  asksAlways: true,
});

/**
 * The window of a release. When it changes, every team of the train is asked to judge the release again. Verdicts of
 * projects that are in none of these teams are asked for one by one: they are from a train that the release has left.
 */
export const windowOf = ({ table, announce, cause }: Caused, release: string, ask: Ask): Derivation => ({
  key: windowKey(release),
  compute: async (reader) => ({ value: await cycleOf(reader, release) }),
  async askListed() {
    const members = await membersToAsk(table, release);
    const teams = distinct(members.map(({ team }) => team));
    await announce(teams.map((team) => checkRequested(release, team, cause.id, cause.occurredAt)));
    const projects = new Set(members.map(({ project }) => project));
    const left: string[] = [];
    for await (const page of headlines(table, release))
      left.push(...page.map(({ project }) => project).filter((project) => !projects.has(project)));
    if (left.length > 0) await ask(left.map((project) => verdictKey(release, project)));
  },
});

async function cycleOf(reader: Reader, release: string) {
  const state = await stateOf(reader, { kind: 'release', id: release }, releaseState);
  if (state?.train === undefined) return undefined;
  // Read without a link: a change of another release asks for the train's calendar, which asks for every window.
  const { judged } = await calendarOf(reader.listed, state.train);
  return judged.find((cycle) => cycle.release === release);
}

/** Stands for the verdicts of a project, and asks for each of them. A fact of a project's life can change any of them. */
export const rosterOf = (table: Store, project: string, ask: Ask): Derivation => ({
  key: rosterKey(project),
  compute: async () => ({ value: undefined }),
  async askListed() {
    const releases = await releasesWithWindow(table, await trainsOf(table, project));
    await ask(releases.map((release) => verdictKey(release, project)));
  },
  asksAlways: true,
});

/** Every train that a project was ever started on, even if that start no longer counts: it can have verdicts there. */
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
