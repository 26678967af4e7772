/** Reads the outlook of releases to come, for pages, the JSON API, the command and digests. Nothing of it is stored. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { findRelease, readCalendar, readMembers, readTrains } from '../../catalog/store/trains.ts';
import { type Reader, readerOf, remembering } from '../../kernel/derived/reader.ts';
import { PLANS } from '../../kernel/ledger/parts.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { horizonOf } from '../model/milestones.ts';
import {
  comingOn,
  outlookOf,
  outlookOfRelease,
  type ProjectOutlook,
  type ReleaseOutlook,
} from '../model/outlook.ts';
import type { View } from '../model/standing.ts';
import { gatherWork } from './judging-input.ts';

/** Projects whose ledgers are in memory at once. */
const CHUNK = 100;

/** How projects stand for a release to come; those that have nothing to do with it are left out. */
export async function projectOutlooks(
  table: Store,
  cycle: Cycle,
  projects: readonly string[],
  view: View,
): Promise<ProjectOutlook[]> {
  const found: ProjectOutlook[] = [];
  for (let from = 0; from < projects.length; from += CHUNK) {
    // Projects share features and feature flags: each is read once for all of a chunk.
    const reader = remembering(readerOf(table));
    const some = await inParallel(projects.slice(from, from + CHUNK), (project) =>
      oneProject(reader, cycle, project, view),
    );
    found.push(...some.flat());
  }
  return found;
}

async function oneProject(
  reader: Reader,
  cycle: Cycle,
  project: string,
  view: View,
): Promise<ProjectOutlook[]> {
  const until = horizonOf(cycle, view.now);
  const work = await gatherWork(reader, project, { ...cycle, until }, [PLANS]);
  return [outlookOf(work, cycle, view)].flatMap((outlook) => outlook ?? []);
}

async function outlookOn(
  table: Store,
  state: ReleaseState,
  cycle: Cycle,
  view: View,
): Promise<ReleaseOutlook> {
  const members = await readMembers(table, cycle.train);
  const projects = distinct(members.map(({ project }) => project));
  return outlookOfRelease(state, cycle, view, await projectOutlooks(table, cycle, projects, view));
}

/** The outlook of a release by any of its names; `undefined` for one that is unknown, or is not to come. */
export async function readOutlook(
  table: Store,
  name: string,
  view: View,
): Promise<ReleaseOutlook | undefined> {
  const asked = await findRelease(table, name);
  if (asked?.train === undefined) return undefined;
  const { planned, releases } = await readCalendar(table, asked.train);
  const present = asked.renamedTo ?? asked.release;
  const cycle = planned.find(({ release }) => release === present);
  const state = releases.find(({ release }) => release === present);
  return cycle && state && outlookOn(table, state, cycle, view);
}

/** What is coming on each train, by train and date. */
export async function readComing(table: Store, view: View): Promise<ReleaseOutlook[]> {
  const outlooks: ReleaseOutlook[] = [];
  for (const train of await readTrains(table)) {
    const calendar = await readCalendar(table, train);
    for (const cycle of comingOn(calendar, view.now)) {
      const state = calendar.releases.find(({ release }) => release === cycle.release);
      if (state !== undefined) outlooks.push(await outlookOn(table, state, cycle, view));
    }
  }
  return outlooks;
}
