/** The window in which work counts for a release: its place in the calendar of its train. */

import { releaseState } from '../../catalog/model/release.ts';
import { stateOf } from '../../catalog/store/snapshots.ts';
import { calendarOf, membersToAsk, releasesOf } from '../../catalog/store/trains.ts';
import type { Derivation } from '../../kernel/derived/derive.ts';
import { type Reader, readerOf } from '../../kernel/derived/reader.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { calendarKey, verdictKey, windowKey } from '../../kernel/store/keys.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import type { Caused } from '../../kernel/working.ts';
import { checkRequested } from '../model/verdict-announcements.ts';
import { headlines } from '../store/verdicts.ts';

/**
 * Stands for the windows of a train: whatever changes about one of its releases can move the window of another, so all of
 * them are compared. Only this one is linked below the releases; one link for each pair of releases would be far too many.
 */
export const calendarOfTrain = (
  { table }: Caused,
  train: string,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation => ({
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
 * When it is another, every team is asked to judge its share again. Verdicts that stand below the release though their
 * project is in no such share are asked by themselves: they are of a train that its name was on, and is no more.
 */
export const windowOf = (
  { table, announce, cause }: Caused,
  release: string,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation => ({
  key: windowKey(release),
  compute: async (reader) => ({ value: await cycleOf(reader, release) }),
  async askListed() {
    const members = await membersToAsk(table, release);
    const teams = distinct(members.map(({ team }) => team));
    await announce(teams.map((team) => checkRequested(release, team, cause.id, cause.occurredAt)));
    const projects = new Set(members.map(({ project }) => project));
    const judged = await projectsJudged(table, release);
    const left = judged.filter((project) => !projects.has(project));
    if (left.length > 0) await ask(left.map((project) => verdictKey(release, project)));
  },
});

/** The projects whose verdict stands below a release. */
async function projectsJudged(table: Store, release: string): Promise<string[]> {
  const projects: string[] = [];
  for await (const page of headlines(table, release)) projects.push(...page.map(({ project }) => project));
  return projects;
}

async function cycleOf(reader: Reader, release: string) {
  const state = await stateOf(reader, { kind: 'release', id: release }, releaseState);
  if (state?.train === undefined) return undefined;
  // Whatever changes about another release of the train asks the calendar, which asks for every window.
  const { judged } = await calendarOf(reader.listed, state.train);
  return judged.find((cycle) => cycle.release === release);
}
