/** Where a train is: how its last judged release went, and what comes next. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { milestone } from './milestones.ts';

const lastRelease = () =>
  z.object({
    release: z.string(),
    version: z.string().optional(),
    /** UTC instant. */
    cutAt: z.string(),
    /** How many projects were judged, how many of them shipped, on by default or behind a feature flag, and nothing. */
    judged: z.int(),
    shipped: z.int(),
    shippedNothing: z.int(),
    /** Those that shipped nothing, the longest streak first: as many as are named. */
    silent: z.array(
      z.object({
        project: z.string(),
        title: z.string(),
        team: z.string(),
        /** Releases in a row. */
        streak: z.int(),
      }),
    ),
  });

const nextRelease = () =>
  z.object({
    release: z.string(),
    version: z.string().optional(),
    /** As planned, UTC. */
    cutAt: z.string(),
    /** Until then, in the days of the reader's zone. */
    days: z.int(),
    isOverdue: z.boolean(),
    /** The milestone that comes first from now on; absent where all have passed. */
    milestone: milestone().optional(),
  });

export const trainStanding = lazy(() =>
  z.object({
    train: z.string(),
    /** Absent while no release of it was judged. */
    last: lastRelease().optional(),
    next: nextRelease().optional(),
    /** Releases that only tags tell of, and that wait for a plan. */
    waiting: z.int(),
  }),
);
export type TrainStanding = Output<typeof trainStanding>;

export const trainStandings = lazy(() =>
  z.object({
    trains: z.array(trainStanding()),
    /** Where the next page begins, as `after`; absent on the last one. */
    next: z.string().optional(),
  }),
);
export type TrainStandings = Output<typeof trainStandings>;
