/** Reads the verdicts of some projects in the last releases of their trains: as many as are shown, however many there are. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { STRIP_LENGTH, type Strip, type StripCell, streakIn } from '../model/strip.ts';
import type { Verdict } from '../model/verdict.ts';
import { readVerdictsOf } from './verdicts.ts';

/** Whose strip is read. */
export interface OnTrains {
  readonly project: string;
  /** Every train that it was ever started on. */
  readonly trains: readonly string[];
}

interface JudgedRelease {
  readonly cycle: Cycle;
  readonly state: ReleaseState | undefined;
}

/** The last judged releases of trains, by date. */
export async function lastJudged(
  table: Store,
  trains: readonly string[],
  length: number,
): Promise<ReadonlyMap<string, readonly JudgedRelease[]>> {
  const read = await inParallel(distinct([...trains]), async (train) => {
    const { judged, releases } = await readCalendar(table, train);
    const last = judged.slice(-length).map((cycle) => ({
      cycle,
      state: releases.find(({ release }) => release === cycle.release),
    }));
    return [train, last] as const;
  });
  return new Map(read);
}

/** The verdicts of a project, each with its release, the oldest first. */
export interface Judgements {
  readonly project: string;
  readonly judged: readonly (JudgedRelease & { readonly verdict: Verdict })[];
}

/** The whole verdicts of projects in the last releases of each of their trains. */
export async function readJudgements(
  table: Store,
  projects: readonly OnTrains[],
  length = STRIP_LENGTH,
): Promise<Judgements[]> {
  const calendars = await lastJudged(
    table,
    projects.flatMap(({ trains }) => trains),
    length,
  );
  const wanted = projects.map(({ project, trains }) => ({
    project,
    releases: trains
      .flatMap((train) => calendars.get(train) ?? [])
      .toSorted((a, b) => compare(a.cycle.until, b.cycle.until)),
  }));
  const verdicts = await readVerdictsOf(
    table,
    wanted.flatMap(({ project, releases }) =>
      releases.map(({ cycle: { release } }) => ({ release, project })),
    ),
  );
  const found = new Map(verdicts.map((verdict) => [`${verdict.project}\n${verdict.release}`, verdict]));
  return wanted.map(({ project, releases }) => ({
    project,
    judged: releases
      .flatMap((each) => {
        const verdict = found.get(`${project}\n${each.cycle.release}`);
        return verdict === undefined ? [] : { ...each, verdict };
      })
      .slice(-length),
  }));
}

/** The strips of projects. A release in which a project has no verdict, because it was not there yet, is not in its strip. */
export async function readStrips(
  table: Store,
  projects: readonly OnTrains[],
  length = STRIP_LENGTH,
): Promise<Strip[]> {
  return (await readJudgements(table, projects, length)).map(stripOf);
}

export const stripOf = ({ project, judged }: Judgements): Strip => ({
  project,
  cells: judged.map(
    ({ cycle: { release, train, until }, state, verdict }): StripCell => ({
      release,
      train,
      version: state?.version,
      cutAt: until,
      verdict: verdict.verdict,
    }),
  ),
  streak: streakIn(judged.map(({ verdict }) => verdict.verdict)),
});
