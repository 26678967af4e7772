/** Reads where trains are. Of verdicts only their words are read, and of projects only those that are named. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import type { Calendar } from '../../catalog/model/calendar.ts';
import { TRAINS } from '../../catalog/model/lists.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { daysBetween, milestonesOf } from '../model/milestones.ts';
import { comingOn } from '../model/outlook.ts';
import type { View } from '../model/standing.ts';
import { streaksOf } from '../model/streak.ts';
import { STRIP_LENGTH } from '../model/strip.ts';
import type { TrainStanding, TrainStandings } from '../model/train-standing.ts';
import { hasShipped, isFlagged } from '../model/verdict.ts';
import { headlines } from './verdicts.ts';

/** Projects that are named of those that shipped nothing. */
const MAX_NAMED = 6;

const listed = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

/** One page of the trains, by id. @param after the `next` of the page before */
export async function readTrainStandings(
  table: Store,
  view: View,
  { size, after }: { readonly size: number; readonly after?: string | undefined },
): Promise<TrainStandings> {
  const { items, isLast } = await listPage(table, TRAINS, size, { after });
  const found = items.map((item) => listed.parse(item));
  const trains = await inParallel(found, ({ card }) => readStanding(table, card.id, view));
  return { trains, next: isLast ? undefined : found.at(-1)?.listKey };
}

const readStanding = async (table: Store, train: string, view: View): Promise<TrainStanding> =>
  standingOf(table, train, await readCalendar(table, train), view);

export async function standingOf(
  table: Store,
  train: string,
  calendar: Calendar,
  view: View,
): Promise<TrainStanding> {
  return {
    train,
    last: await lastOf(table, calendar),
    next: nextOf(calendar, view),
    waiting: calendar.unscheduled.length,
  };
}

async function lastOf(
  table: Store,
  { judged, releases }: Pick<Calendar, 'judged' | 'releases'>,
): Promise<TrainStanding['last']> {
  const cycle = judged.at(-1);
  if (cycle === undefined) return undefined;
  const verdicts = await wordsOf(table, cycle.release);
  const streaks = streaksOf(verdicts);
  // As far back as a strip shows.
  for (const earlier of judged.slice(-STRIP_LENGTH, -1).reverse()) {
    if (streaks.open.size === 0) break;
    for await (const page of headlines(table, earlier.release)) streaks.goBack(page);
  }
  const lengths = streaks.lengths();
  const flagged = verdicts
    .filter(({ verdict }) => isFlagged(verdict))
    .map(({ project, team }) => ({ project, team, streak: lengths.get(project) ?? 1 }))
    .toSorted((a, b) => b.streak - a.streak || compare(a.project, b.project));
  const named = flagged.slice(0, MAX_NAMED);
  const states = await readStates(
    table,
    'project',
    named.map(({ project }) => project),
  );
  return {
    release: cycle.release,
    version: releases.find(({ release }) => release === cycle.release)?.version,
    cutAt: cycle.until,
    judged: verdicts.length,
    shipped: verdicts.filter(({ verdict }) => hasShipped(verdict)).length,
    shippedNothing: flagged.length,
    silent: named.map((each) => ({ ...each, title: states.get(each.project)?.title ?? each.project })),
  };
}

async function wordsOf(table: Store, release: string) {
  const found = [];
  for await (const page of headlines(table, release)) found.push(...page);
  return found;
}

/** What people work towards now: the first one whose cut is to come or, without any, one whose cut nobody told of. */
function nextOf(calendar: Calendar, view: View): TrainStanding['next'] {
  const cycle = comingOn(calendar, view.now).at(-1);
  if (cycle === undefined) return undefined;
  const state = calendar.releases.find(({ release }) => release === cycle.release);
  return {
    release: cycle.release,
    version: state?.version,
    cutAt: cycle.until,
    days: daysBetween(view.now, cycle.until, view.zone),
    isOverdue: cycle.until < view.now,
    milestone: state && milestonesOf(state, cycle, view).find(({ at }) => at >= view.now),
  };
}
