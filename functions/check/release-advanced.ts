/** A release was scheduled, cut, published, renamed or cancelled: which releases of its trains must be judged (again). */
import { canonicalJson } from '../../events/canonical-json.ts';
import { distinct } from '../domain/entries.ts';
import { checkRequested } from '../domain/verdict-announcements.ts';
import { readConclusions, writeConclusion } from '../ledger/conclusion.ts';
import { windowKey } from '../ledger/keys.ts';
import { readCalendar, readRelease, readReleasesEver, teamsToAsk } from '../ledger/trains.ts';
import { holdsVerdicts } from '../ledger/verdicts.ts';
import type { Cause, Judging } from './keep-verdict.ts';

/**
 * Asks for the judgement of every release whose window is not the one it was last asked for with. A release's own facts
 * can move the window of the one after it, so all of the train are compared.
 */
export async function releaseAdvanced(judging: Judging, release: string, cause: Cause): Promise<void> {
  const state = await readRelease(judging.table, release);
  for (const train of state?.trains ?? []) {
    let names = distinct([release, ...(await readReleasesEver(judging.table, train))]);
    // Until all are settled: whoever moves a window last has read every release that is there.
    while (names.length > 0) names = await settle(judging, train, names, release, cause);
  }
}

/** @returns the names to settle once more, because one was moved, or heard of just now */
async function settle(
  { table, announce }: Judging,
  train: string,
  names: readonly string[],
  release: string,
  cause: Cause,
): Promise<string[]> {
  // The revisions are read before the calendar: see ledger/conclusion.ts.
  const held = await readConclusions(table, names.map(windowKey));
  const { judged, releases, renamed } = await readCalendar(table, train);
  // A name that is not the train's (any more) is another train's to settle; one that was renamed away is nobody's else.
  const own = new Set([...renamed, ...releases.map((each) => each.release)]);
  const left = [...own].filter((name) => !names.includes(name));
  for (const [at, name] of names.entries()) {
    const cycle = judged.find((each) => each.release === name);
    const was = held[at];
    if (!own.has(name) || was === undefined) continue;
    const isSame = canonicalJson(was.content) === canonicalJson(cycle);
    // Cut and taken back before its window was remembered, it can hold verdicts that late facts have asked for.
    const isOrphaned = name === release && cycle === undefined && (await holdsVerdicts(table, name));
    if (isSame && !isOrphaned) continue;
    // Asked for before it is remembered that it was: a crash between the two asks again.
    const teams = await teamsToAsk(table, name);
    await announce(teams.map((team) => checkRequested(name, team, cause.id, cause.occurredAt)));
    if (isSame) continue;
    await writeConclusion(table, windowKey(name), was, cycle);
    // Written or overtaken, it is compared once more: what stands was looked at after it was written.
    left.push(name);
  }
  return left.length === 0 ? [] : distinct([...names, ...left]);
}
