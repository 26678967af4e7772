/** What a digest says, item by item. It is kept as it was said, so a shape only grows. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/grade-changed.ts';
import { cadenceStep } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { verdictWord } from '../../verdicts/model/verdict.ts';

const counted = lazy(() => z.object({ earned: z.int(), of: z.int() }));

/** A project in a judged release, and what it did there. */
const judgedProject = () => ({
  project: z.string(),
  title: z.string(),
  team: z.string(),
  release: z.string(),
  train: z.string(),
  verdict: verdictWord(),
});
const namedFeature = () => ({ feature: z.string(), title: z.string(), team: z.string() });

/** A project that shipped nothing in a judged release of the period, or did not have to. */
export const silentProject = lazy(() =>
  z.object({
    ...judgedProject(),
    because: z.string(),
    /** Judged releases in a row; 0 for one that is exempt or was not expected. */
    streak: z.int(),
  }),
);
export type SilentProject = Output<typeof silentProject>;

export const shippedProject = lazy(() =>
  z.object({
    ...judgedProject(),
    /** What counted, a few of it. */
    what: z.array(z.object({ title: z.string(), url: z.string().optional() })),
    /** How many more things counted. */
    more: z.int(),
  }),
);
export type ShippedProject = Output<typeof shippedProject>;

/** A feature that is new, moved to another maturity, or is deprecated now. Maturities are titles. */
export const changedFeature = lazy(() =>
  z.object({
    ...namedFeature(),
    change: z.enum(['new', 'changed', 'deprecated']),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
);
export type ChangedFeature = Output<typeof changedFeature>;

export const changedGrade = lazy(() =>
  z.object({
    ...namedFeature(),
    from: counted().optional(),
    to: counted(),
    stars: z.array(
      z.object({
        title: z.string(),
        from: starWord().optional(),
        to: starWord().optional(),
        /** Who said what, and when: for people inside only. */
        because: z.string().optional(),
      }),
    ),
    /** The next star within reach. */
    next: z.object({ title: z.string(), who: z.string(), what: z.string() }).optional(),
  }),
);
export type ChangedGrade = Output<typeof changedGrade>;

/** A record that nobody changed or verified for a whole period. */
export const unverifiedRecord = lazy(() =>
  z.object({
    /** `feature:code-search`, `team:search` */
    entity: z.string(),
    title: z.string(),
    team: z.string(),
    /** When somebody last looked at it or changed it, UTC. */
    lastSeenAt: z.string(),
  }),
);
export type UnverifiedRecord = Output<typeof unverifiedRecord>;

export const openReview = lazy(() =>
  z.object({
    review: z.string(),
    subject: z.string(),
    changeClass: z.string(),
    team: z.string().optional(),
    state: z.enum(['waiting', 'returned', 'no-longer-blocking']),
    turn: z.enum(['reviewers', 'author', 'nobody']),
    /** When it holds nothing up any more, UTC; absent where it never lapses, and while it is the author's turn. */
    lapsesAt: z.string().optional(),
    lapsedAt: z.string().optional(),
  }),
);
export type OpenReview = Output<typeof openReview>;

/** A task before a launch, an experiment that runs on, a feature flag that can go, or an enrolment. */
export const comingUp = lazy(() =>
  z.object({
    kind: z.enum(['launch', 'experiment', 'flag', 'enrolment']),
    ...namedFeature(),
    text: z.string(),
    dueAt: z.string().optional(),
    isOverdue: z.boolean(),
  }),
);
export type ComingUp = Output<typeof comingUp>;

export const cadenceItem = lazy(() =>
  z.object({
    team: z.string(),
    step: cadenceStep(),
    title: z.string(),
    period: z.string(),
    state: z.enum(['done', 'due', 'overdue']),
    /** Who takes part. People are for those inside only. */
    partners: z.array(z.object({ role: z.string(), person: z.string().optional() })),
  }),
);
export type CadenceItem = Output<typeof cadenceItem>;

export const completion = lazy(() => z.object({ done: z.int(), of: z.int() }));
export type Completion = Output<typeof completion>;

export const correction = lazy(() =>
  z.object({
    /** The period whose digest said otherwise. */
    period: z.string(),
    /** `project:search`, `feature:code-search` */
    entity: z.string(),
    title: z.string(),
    text: z.string(),
  }),
);
export type Correction = Output<typeof correction>;

/** One of the three things that are most useful next. */
export const action = lazy(() =>
  z.object({
    text: z.string(),
    /** `feature:code-search`, `team:search`, `project:search`, `review:blog-5.4` */
    entity: z.string().optional(),
    /** What one click confirms: `all` records, one (`feature:code-search`), or a step (`step:okr:2024-Q1`). */
    confirms: z.string().optional(),
  }),
);
export type Action = Output<typeof action>;

/** One period as a point of the trend. */
export const trendPoint = lazy(() =>
  z.object({
    period: z.string(),
    shipped: z.int().describe('projects that shipped'),
    silent: z.int().describe('projects that shipped nothing'),
    completion: completion(),
  }),
);
export type TrendPoint = Output<typeof trendPoint>;
