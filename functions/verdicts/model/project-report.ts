/** Reports of projects, for pages and the API: a list of them with their strips, and one with all that explains it. */
import * as z from 'zod';
import { exposure } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { projectOutlook } from './outlook.ts';
import { stripCell } from './strip.ts';
import { verdict } from './verdict.ts';

const status = () => z.enum(['active', 'paused', 'ended', 'unknown']);

const named = () => ({
  project: z.string(),
  title: z.string(),
  /** Absent while nobody has started it. */
  team: z.string().optional(),
  train: z.string().optional(),
  status: status(),
});

const judged = () => ({
  /** Its verdicts in the last releases, the oldest first. */
  strip: z.array(stripCell()),
  /** Releases in a row, up to the last one of the strip, in which it shipped nothing. */
  streak: z.int(),
});

export const projectLine = lazy(() => z.object({ ...named(), ...judged() }));
export type ProjectLine = Output<typeof projectLine>;

/** One page of the list, by team and id. */
export const projectList = lazy(() =>
  z.object({
    projects: z.array(projectLine()),
    /** Where the next page begins, as `after`; absent on the last one. */
    next: z.string().optional(),
  }),
);
export type ProjectList = Output<typeof projectList>;

/** A verdict with the milestones that its timing is counted from. */
export const judgedRelease = lazy(() =>
  z.object({
    ...stripCell().shape,
    ...verdict().pick({ because: true, evidence: true, evidenceOmitted: true, timing: true }).shape,
    midCycleAt: z.string().optional(),
    featureFreezeAt: z.string().optional(),
  }),
);
export type JudgedRelease = Output<typeof judgedRelease>;

const plan = () =>
  z.object({
    release: z.string(),
    version: z.string().optional(),
    /** Absent for a plan to ship something. */
    feature: z.string().optional(),
    title: z.string().optional(),
    exposure: exposure().optional(),
    /** UTC instant. */
    plannedAt: z.string(),
  });

const exemption = () =>
  z.object({
    /** One release, or every cut until a moment. */
    release: z.string().optional(),
    until: z.string().optional(),
    state: z.enum(['asked-for', 'granted', 'over']),
    /** When it was asked for or granted, UTC. */
    at: z.string(),
    reason: internal(z.string().optional()),
    approver: internal(z.string().optional()),
    askedBy: internal(z.string().optional()),
  });

export const projectPage = lazy(() =>
  z.object({
    ...named(),
    registered: z.boolean(),
    /** Why it is paused, or ended. */
    reason: internal(z.string().optional()),
    startedAt: z.string().optional(),
    features: z.array(z.object({ feature: z.string(), title: z.string() })),
    ...judged(),
    /** The releases of the strip with their evidence, the newest first. */
    releases: z.array(judgedRelease()),
    /** How it stands for the releases that come next. */
    coming: z.array(
      z.object({
        release: z.string(),
        version: z.string().optional(),
        /** As planned, UTC. */
        cutAt: z.string(),
        /** Until then, in the days of the reader's zone. */
        days: z.int(),
        outlook: projectOutlook(),
      }),
    ),
    /** For releases that are not cut yet. */
    plans: z.array(plan()),
    /** The newest first; those that were taken back are not here. */
    exemptions: z.array(exemption()),
  }),
);
export type ProjectPage = Output<typeof projectPage>;
