/** Reads the calendar of one train. */
import type { Calendar } from '../../catalog/model/calendar.ts';
import { isAnyJudged, NONE_JUDGED, type ReleaseState } from '../../catalog/model/release.ts';
import { readCalendar, readMembers, readTrains } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import { daysBetween } from '../model/milestones.ts';
import type { View } from '../model/standing.ts';
import type { CalendarRelease, TrainPage } from '../model/train-report.ts';
import { lineOf, waitingLine } from './reports.ts';
import { standingOf } from './train-standings.ts';

/** The newest ones: a page of more would be read by nobody. */
const MAX_RELEASES = 120;

export const trainIds = readTrains;

/** @returns `undefined` for a train on which no release was scheduled and no project started */
export async function readTrainPage(table: Store, train: string, view: View): Promise<TrainPage | undefined> {
  const [calendar, members] = await Promise.all([readCalendar(table, train), readMembers(table, train)]);
  const { releases, unscheduled } = calendar;
  if (releases.length + unscheduled.length + members.length === 0) return undefined;
  return {
    ...(await standingOf(table, train, calendar, view)),
    zone: view.zone,
    asOf: view.now,
    projects: distinct(members.map(({ project }) => project)).length,
    releases: releases
      .slice(-MAX_RELEASES)
      .map((state) => calendarRelease(train, state, calendar, view))
      .toReversed(),
    omitted: Math.max(0, releases.length - MAX_RELEASES),
    unscheduled: unscheduled.map((state) => waitingLine(train, state)).toReversed(),
    remark: isAnyJudged(releases) ? undefined : NONE_JUDGED,
  };
}

function calendarRelease(
  train: string,
  state: ReleaseState,
  { judged, planned }: Pick<Calendar, 'judged' | 'planned'>,
  { now, zone }: View,
): CalendarRelease {
  const line = lineOf(train, state);
  const cycle = [...judged, ...planned].find(({ release }) => release === state.release);
  const { cutAt } = line;
  const after = cycle?.after;
  return {
    ...line,
    after,
    midCycleAt: cycle?.midCycleAt,
    releaseAt: state.releaseAt,
    cycleDays: after === undefined || cutAt === undefined ? undefined : daysBetween(after, cutAt, zone),
    daysLeft: line.state === 'scheduled' && cutAt !== undefined ? daysBetween(now, cutAt, zone) : undefined,
  };
}
