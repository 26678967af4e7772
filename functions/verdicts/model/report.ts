/** Reports of releases: the shapes that pages, the JSON API and the command share. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { releaseOutlook } from './outlook.ts';
import { verdict } from './verdict.ts';

/** Why a release waits, and the lines of `releases.yml` that plan it. */
const unscheduled = () => z.object({ because: z.string(), solution: z.string() });

/** One release in the list of its train. Moments are UTC instants (RFC 3339 with milliseconds). */
export const releaseLine = lazy(() =>
  z.object({
    release: z.string(),
    train: z.string(),
    version: z.string().optional(),
    kind: z.string(),
    /** Whether releases of this kind are judged; patches are not. */
    counts: z.boolean(),
    state: z.enum(['scheduled', 'cut', 'published', 'cancelled', 'unscheduled']),
    /** Of one that waits, because only a tag or a release at a sender tells of it and its train has a schedule. */
    unscheduled: unscheduled().optional(),
    /** Why it will not happen, where somebody said so. */
    cancelledReason: z.string().optional(),
    /** What it was called before. */
    formerNames: z.array(z.string()).optional(),
    opensAt: z.string().optional(),
    featureFreezeAt: z.string().optional(),
    /** The cut itself, or before it the planned one. */
    cutAt: z.string().optional(),
    publishedAt: z.string().optional(),
  }),
);
export type ReleaseLine = Output<typeof releaseLine>;

export const trainReport = lazy(() =>
  z.object({
    train: z.string(),
    /** Newest first, by date and never by version number. */
    releases: z.array(releaseLine()),
    /** Those that nobody planned. They are not judged. Newest first. */
    unscheduled: z.array(releaseLine()),
    /** What is wrong with the train as a whole. */
    remark: z.string().optional(),
  }),
);
export type TrainReport = Output<typeof trainReport>;

/** One page of the trains, each with its newest releases. */
export const releaseList = lazy(() =>
  z.object({
    trains: z.array(
      z.object({
        ...trainReport().shape,
        /** Older releases, which the page of the train shows. */
        omitted: z.int(),
      }),
    ),
    /** Where the next page begins, as `after`; absent on the last one. */
    next: z.string().optional(),
  }),
);
export type ReleaseList = Output<typeof releaseList>;

export const projectReport = lazy(() =>
  z.object({
    ...verdict().omit({ release: true }).shape,
    /** Judged releases in a row, up to this one, in which the project shipped nothing; 0 when it shipped. */
    streak: z.int(),
  }),
);
export type ProjectReport = Output<typeof projectReport>;

/** A project that has no verdict in a release because it started after its cut. */
const lateStart = lazy(() =>
  z.object({
    project: z.string(),
    title: z.string(),
    /** UTC instant. */
    startedAt: z.string(),
  }),
);
export type LateStart = Output<typeof lateStart>;

export const releaseReport = lazy(() =>
  z.object({
    ...releaseLine().shape,
    /** The release before it on the train that counts, and the window (after, until] in which work counted. */
    predecessor: z.string().optional(),
    window: z.object({ after: z.string().optional(), until: z.string() }).optional(),
    /** By project id; empty while the release is not judged. */
    projects: z.array(projectReport()),
    /** Where a judged release has no verdict at all: the projects of its train that started after its cut. */
    startLater: z.array(lateStart()).optional(),
    /** Of a release to come. */
    outlook: releaseOutlook().optional(),
  }),
);
export type ReleaseReport = Output<typeof releaseReport>;

/** Projects that are named where a release judges nobody. */
const MAX_NAMED = 3;

/** Why a judged release has no verdict, and what to do about it. */
export function judgesNobody({
  train,
  cutAt = '',
  startLater = [],
}: Pick<ReleaseReport, 'train' | 'cutAt' | 'startLater'>): string {
  const [first] = startLater;
  if (first === undefined)
    return `No project was at work on the train ${train} at its cut, so nobody is judged.`;
  const named = startLater
    .slice(0, MAX_NAMED)
    .map(({ project, startedAt }) => `${project} on ${startedAt.slice(0, 10)}`);
  const left = startLater.length - named.length;
  const others = left > 0 ? `, and ${left} more` : '';
  return (
    `Every project of the train ${train} starts after its cut on ${cutAt.slice(0, 10)}, so nobody is judged: ` +
    `${named.join(', ')}${others}. If the work began earlier, say so with startedAt in projects.yml.`
  );
}

/** An entity that facts mention and nobody has registered yet, and what it therefore lacks. */
export interface Unregistered {
  readonly entity: string;
  readonly id: string;
  readonly reason: string;
}
