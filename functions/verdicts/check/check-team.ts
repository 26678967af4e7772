/** One team's share of judging a release. */

import { readMembers, readRelease } from '../../catalog/store/trains.ts';
import { derive } from '../../kernel/derived/derive.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { type Caused, deriving } from '../../kernel/working.ts';
import { releaseChecked } from '../model/verdict-announcements.ts';
import { readVerdictsOf } from '../store/verdicts.ts';
import { askElsewhere } from './deriving.ts';
import { verdictOf } from './verdict.ts';

interface Share {
  readonly release: string;
  readonly team: string;
}

/** Projects judged together: what is held in memory stays the same however many there are. */
const CHUNK = 100;

/** Judges the projects that the team ever had on the trains that the release ever was on. */
export async function checkTeam(caused: Caused, { release, team }: Share): Promise<void> {
  const { table, announce, cause } = caused;
  const state = await readRelease(table, release);
  if (state?.train === undefined) return;
  const { train, trains } = state;
  // Also of the trains that it left: its verdicts of then are taken back.
  const members = await inParallel(trains, (each) => readMembers(table, each, team));
  const projects = distinct(members.flat().map(({ project }) => project));
  const shares = { judged: 0, flagged: 0, shippedNothing: [] as string[] };
  for (let from = 0; from < projects.length; from += CHUNK) {
    const pairs = projects.slice(from, from + CHUNK).map((project) => ({ release, project }));
    await derive(
      deriving(caused, (keys) => askElsewhere(caused, keys)),
      pairs.map((pair) => verdictOf(caused, pair)),
    );
    const verdicts = await readVerdictsOf(table, pairs);
    const nothing = verdicts.filter(({ verdict }) => verdict === 'shipped-nothing');
    shares.judged += verdicts.length;
    shares.flagged += nothing.length;
    shares.shippedNothing.push(...nothing.map(({ project }) => project));
  }
  if (shares.judged > 0) await announce([releaseChecked({ release, train }, team, shares, cause)]);
}
