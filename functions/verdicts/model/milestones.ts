/** The milestones of a release to come: how many days are left to each, and what they mean for work that is not merged. */
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { compare } from '../../kernel/model/facts.ts';
import { plural } from '../../outline/plural.ts';

export const milestone = lazy(() =>
  z.object({
    name: z.enum(['opens', 'mid-cycle', 'feature-freeze', 'branch-cut', 'release']),
    /** As planned, UTC. */
    at: z.string(),
    /** Days until then in the reader's zone: 0 today, -1 yesterday. */
    days: z.int(),
  }),
);
export type Milestone = Output<typeof milestone>;

export const MILESTONE_WORDS: Readonly<Record<Milestone['name'], string>> = {
  opens: 'Opens',
  'mid-cycle': 'Mid-cycle',
  'feature-freeze': 'Feature freeze',
  'branch-cut': 'Planned cut',
  release: 'Planned release',
};

const dayIn = (moment: string, zone: string) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate();

/** Whole days of the calendar between two moments, as people of a zone count them. */
export const daysBetween = (from: string, to: string, zone: string): number =>
  dayIn(from, zone).until(dayIn(to, zone)).days;

/** `today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago` */
export function daysInWords(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${plural(days, 'day')}` : `${plural(-days, 'day')} ago`;
}

/** Those that are known, by date. */
export function milestonesOf(
  { featureFreezeAt, opensAt, releaseAt, branchCutAt }: ReleaseState,
  { midCycleAt }: Pick<Cycle, 'midCycleAt'>,
  { now, zone }: { readonly now: string; readonly zone: string },
): Milestone[] {
  const named = [
    ['opens', opensAt],
    ['mid-cycle', midCycleAt],
    ['feature-freeze', featureFreezeAt],
    ['branch-cut', branchCutAt],
    ['release', releaseAt],
  ] as const;
  const known = named.flatMap(([name, at]) =>
    at === undefined ? [] : [{ name, at, days: daysBetween(now, at, zone) }],
  );
  return known.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The planned cut or, where that has passed, now: up to when work can count. */
export const horizonOf = ({ until }: Pick<Cycle, 'until'>, now: string): string =>
  compare(now, until) > 0 ? now : until;

/** Days before a milestone from which work that is not merged is at risk. */
const SOON_DAYS = 7;

export function hasBegun({ opensAt, after }: Cycle, now: string): boolean {
  const start = opensAt ?? after;
  return start === undefined || start <= now;
}

/**
 * Why what is not merged yet is at risk now, as a clause: the most pressing milestone. Nothing in the first half of a cycle,
 * where nothing has to be merged yet; where its beginning is unknown, only what is near counts.
 */
export function pressureOf(
  cycle: Cycle,
  { now, zone }: { readonly now: string; readonly zone: string },
): string | undefined {
  const { until, featureFreezeAt: freeze, midCycleAt: middle } = cycle;
  if (!hasBegun(cycle, now)) return undefined;
  const left = (at: string) => daysBetween(now, at, zone);
  if (until < now) return 'the planned cut has passed';
  if (left(until) <= SOON_DAYS) return `the cut is ${daysInWords(left(until))}`;
  if (freeze !== undefined && freeze < now) return `the feature freeze was ${daysInWords(left(freeze))}`;
  if (freeze !== undefined && left(freeze) <= SOON_DAYS)
    return `the feature freeze is ${daysInWords(left(freeze))}`;
  return middle !== undefined && middle <= now ? 'half of the cycle is over' : undefined;
}
