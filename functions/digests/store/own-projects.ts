/** The projects of a team, and their verdicts, which are read by key and not with those of all other teams. */
import type { ProjectState } from '../../catalog/model/project.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readMembers } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { streaksOf } from '../../verdicts/model/streak.ts';
import type { Verdict } from '../../verdicts/model/verdict.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import type { OwnVerdict } from '../model/material.ts';
import type { DigestSources } from './sources.ts';

export interface OwnProject {
  readonly state: ProjectState;
  readonly train: string;
}

/** The projects that were ever a team's, each on the trains it was ever started on. */
export async function readOwnProjects(
  { table, calendars }: DigestSources,
  team: string,
): Promise<OwnProject[]> {
  const members = await inParallel(calendars, async ({ train }) => {
    const found = await readMembers(table, train, team);
    return found.map(({ project }) => ({ project, train }));
  });
  const ids = members.flat().map(({ project }) => project);
  const states = await readStates(table, 'project', ids);
  return members.flat().flatMap(({ project, train }) => {
    const state = states.get(project);
    return state === undefined ? [] : [{ state, train }];
  });
}

/** UTC instants, both inclusive. */
interface Span {
  readonly from: string;
  readonly last: string;
}

/** A judged release, with the projects of its train that can have a verdict there. */
interface Judged {
  readonly release: string;
  readonly train: string;
  readonly names: readonly string[];
  /** The judged releases of the train before it, in order. */
  readonly before: readonly string[];
}

/** The judged releases that were cut within a span. */
function judgedWithin(
  { calendars }: DigestSources,
  projects: readonly OwnProject[],
  { from, last }: Span,
): Judged[] {
  return calendars.flatMap(({ train, calendar: { judged } }) => {
    const names = distinct(projects.flatMap((each) => (each.train === train ? each.state.project : [])));
    const releases = judged.map(({ release }) => release);
    return judged.flatMap(({ release, until }, at) =>
      names.length > 0 && until >= from && until <= last
        ? [{ release, train, names, before: releases.slice(0, at) }]
        : [],
    );
  });
}

const candidatesOf = ({ release, names }: Judged) => names.map((project) => ({ release, project }));

/** The projects that can have a verdict in a release that was cut within a span. */
export const candidatesWithin = (sources: DigestSources, projects: readonly OwnProject[], span: Span) =>
  judgedWithin(sources, projects, span).flatMap(candidatesOf);

/** Their verdicts in the releases that were cut within a span, each with its streak. */
export async function readVerdictsWithin(
  sources: DigestSources,
  projects: readonly OwnProject[],
  span: Span,
): Promise<OwnVerdict[]> {
  const found = await inParallel(judgedWithin(sources, projects, span), async (judged) => {
    const verdicts = await readVerdictsOf(sources.table, candidatesOf(judged));
    const streaks = await readStreaks(sources.table, verdicts, judged.before);
    return verdicts.map((verdict) => {
      return { verdict, train: judged.train, streak: streaks.get(verdict.project) ?? 0 };
    });
  });
  return found.flat();
}

/** Releases that are read at once on the way back to the last one in which a project shipped. */
const AT_ONCE = 6;

async function readStreaks(
  table: Store,
  verdicts: readonly Verdict[],
  before: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const streaks = streaksOf(verdicts);
  for (let until = before.length; until > 0 && streaks.open.size > 0; until -= AT_ONCE) {
    const releases = before.slice(Math.max(0, until - AT_ONCE), until).reverse();
    const wanted = releases.flatMap((release) => [...streaks.open].map((project) => ({ release, project })));
    const found = Map.groupBy(await readVerdictsOf(table, wanted), ({ release }) => release);
    for (const release of releases) streaks.goBack(found.get(release) ?? []);
  }
  return streaks.lengths();
}
