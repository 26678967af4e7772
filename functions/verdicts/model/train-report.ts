/** The calendar of a train, for its page and the API. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { releaseLine } from './report.ts';
import { trainStanding } from './train-standing.ts';

/** A release with all its milestones. Moments are UTC instants. */
export const calendarRelease = lazy(() =>
  z.object({
    ...releaseLine().shape,
    /** From when work counts for it: the cut before it. Absent where it is not judged, and of the first release. */
    after: z.string().optional(),
    midCycleAt: z.string().optional(),
    /** When it is planned to come out. */
    releaseAt: z.string().optional(),
    /** Days from the cut before it to its own, in the zone of the reader. */
    cycleDays: z.int().optional(),
    /** Until its planned cut, in the zone of the reader; absent once it was cut. */
    daysLeft: z.int().optional(),
  }),
);
export type CalendarRelease = Output<typeof calendarRelease>;

export const trainPage = lazy(() =>
  z.object({
    ...trainStanding().shape,
    /** IANA zone in which days are counted. */
    zone: z.string(),
    /** UTC instant: when somebody looked. */
    asOf: z.string(),
    /** Projects that were ever started on it. */
    projects: z.int(),
    /** By date and never by version number, the newest first. */
    releases: z.array(calendarRelease()),
    /** Older releases that are not listed. */
    omitted: z.int(),
    /** Those that nobody planned. The newest first. */
    unscheduled: z.array(releaseLine()),
    /** What is wrong with the train as a whole. */
    remark: z.string().optional(),
  }),
);
export type TrainPage = Output<typeof trainPage>;
