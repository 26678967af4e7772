/** The window in which work counts for a release: its place in the calendar of its train. */

import { distinct } from '../domain/entries.ts';
import { releaseState } from '../domain/release.ts';
import { checkRequested } from '../domain/verdict-announcements.ts';
import type { Derivation } from '../kernel/derived/derive.ts';
import { type Reader, readerOf } from '../kernel/derived/reader.ts';
import type { Key } from '../kernel/store/store.ts';
import { calendarKey, windowKey } from '../ledger/keys.ts';
import { stateOf } from '../ledger/snapshots.ts';
import { calendarOf, releasesOf, teamsToAsk } from '../ledger/trains.ts';
import type { Checking } from './checking.ts';

/**
 * Stands for the windows of a train: whatever changes about one of its releases can move the window of another, so all of
 * them are compared. Only this one is linked below the releases; one link for each pair of releases would be far too many.
 */
export const calendarOfTrain = (
  { table }: Checking,
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

/** @returns the derivation of a release's window; when it is another, every team is asked to judge its share again */
export const windowOf = ({ table, announce, cause }: Checking, release: string): Derivation => ({
  key: windowKey(release),
  compute: async (reader) => ({ value: await cycleOf(reader, release) }),
  async askListed() {
    const teams = await teamsToAsk(table, release);
    await announce(teams.map((team) => checkRequested(release, team, cause.id, cause.occurredAt)));
  },
});

async function cycleOf(reader: Reader, release: string) {
  const state = await stateOf(reader, { kind: 'release', id: release }, releaseState);
  if (state?.train === undefined) return undefined;
  // Whatever changes about another release of the train asks the calendar, which asks for every window.
  const { judged } = await calendarOf(reader.listed, state.train);
  return judged.find((cycle) => cycle.release === release);
}
