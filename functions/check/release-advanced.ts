/** A release was scheduled, cut, published, renamed or cancelled: which releases of its trains must be judged (again). */
import { canonicalJson } from '../../events/canonical-json.ts';
import { checkRequested } from '../domain/announcements.ts';
import { distinct } from '../domain/entries.ts';
import { readConclusions, writeConclusion } from '../ledger/conclusion.ts';
import { windowKey } from '../ledger/keys.ts';
import { readCalendar, readRelease } from '../ledger/trains.ts';
import { teamsToAsk } from '../ledger/verdicts.ts';
import type { Cause, Judging } from './judge-projects.ts';

/**
 * Asks for the judgement of every release whose window is not the one it was last asked for with. A release's own facts
 * can move the window of the one after it, so all of the train are compared.
 */
export async function releaseAdvanced(judging: Judging, release: string, cause: Cause): Promise<void> {
  const state = await readRelease(judging.table, release);
  if (state === undefined) return;
  for (const train of state.trains) {
    const gone = state.renamedTo !== undefined || state.train === train ? [release] : [];
    // Until nobody else moves a window meanwhile: whoever moves one last has read every release that is there.
    while ((await settle(judging, train, gone, cause)) === 'raced');
  }
}

/** @param also a name that may hold verdicts although the calendar no longer shows it, because it was renamed */
async function settle(
  { table, announce }: Judging,
  train: string,
  also: readonly string[],
  cause: Cause,
): Promise<'settled' | 'raced'> {
  const { releases } = await readCalendar(table, train);
  // Also those that are not judged (any more): they may hold verdicts.
  const names = distinct([...also, ...releases.map((each) => each.release)]);
  const held = await readConclusions(table, names.map(windowKey));
  // Read again, after the revisions: see ledger/conclusion.ts.
  const { judged } = await readCalendar(table, train);
  let outcome: 'settled' | 'raced' = 'settled';
  for (const [at, name] of names.entries()) {
    const cycle = judged.find((each) => each.release === name);
    const was = held[at];
    if (was === undefined || canonicalJson(was.content) === canonicalJson(cycle)) continue;
    // Asked for before it is remembered that it was: a crash between the two asks again.
    const teams = await teamsToAsk(table, name, train);
    await announce(teams.map((team) => checkRequested(name, team, cause.id, cause.occurredAt)));
    if ((await writeConclusion(table, windowKey(name), was, cycle)) === 'raced') outcome = 'raced';
  }
  return outcome;
}
