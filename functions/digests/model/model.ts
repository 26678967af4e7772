/**
 * What a digest says: the one model that pages, e-mail, Slack, text, Markdown and JSON are made from. A digest is stored as
 * it was made and never changes, so these shapes may only grow; what turns out otherwise is a correction of the next one.
 */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import { cadenceStep, every } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { verdictBecause, verdictWord } from '../../verdicts/model/verdict.ts';

const counted = () => z.object({ earned: z.int(), of: z.int() });

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
const silentProject = () =>
  z.object({
    ...judgedProject(),
    because: verdictBecause(),
    /** Judged releases in a row; 0 for one that is exempt or was not expected. */
    streak: z.int(),
  });

const shippedProject = () =>
  z.object({
    ...judgedProject(),
    /** A few of the things that counted. */
    what: z.array(z.object({ title: z.string(), url: z.string().optional() })),
    /** How many more things counted. */
    more: z.int(),
  });

/** A feature that is new, moved to another maturity, or is deprecated now. Maturities are titles. */
const changedFeature = () =>
  z.object({
    ...namedFeature(),
    change: z.enum(['new', 'changed', 'deprecated']),
    from: z.string().optional(),
    to: z.string().optional(),
  });

const changedGrade = () =>
  z.object({
    ...namedFeature(),
    from: counted().optional(),
    to: counted(),
    stars: z.array(
      z.object({
        title: z.string(),
        from: starWord().optional(),
        to: starWord().optional(),
        /** Who said what, and when. */
        because: internal(z.string().optional()),
      }),
    ),
    /** The next star within reach. */
    next: z.object({ title: z.string(), who: z.string(), what: z.string() }).optional(),
  });

/** A record that nobody changed or verified for a whole period. */
const unverifiedRecord = () =>
  z.object({
    /** `feature:code-search`, `team:search` */
    entity: z.string(),
    title: z.string(),
    team: z.string(),
    /** When somebody last looked at it or changed it, UTC. */
    lastSeenAt: z.string(),
  });

const openReview = () =>
  z.object({
    review: z.string(),
    subject: internal(z.string(), { instead: (_subject, { changeClass }) => String(changeClass) }),
    changeClass: z.string(),
    team: z.string().optional(),
    state: z.enum(['waiting', 'returned', 'no-longer-blocking']),
    turn: z.enum(['reviewers', 'author', 'nobody']),
    /** When it is no longer blocking, UTC; absent where it never lapses, and while it is the author's turn. */
    lapsesAt: z.string().optional(),
    lapsedAt: z.string().optional(),
  });

/** A release to come, as it stands for the projects of the audience. */
const comingRelease = () =>
  z.object({
    release: z.string(),
    train: z.string(),
    /** As planned, UTC. */
    cutAt: z.string(),
    /** Whether that has passed, and nobody told of a cut. */
    isOverdue: z.boolean(),
    /** How many projects there are, and how many of them are at risk. */
    projects: z.int(),
    atRisk: z.int(),
    /** A few of those at risk. */
    named: z.array(
      z.object({ project: z.string(), title: z.string(), team: z.string(), because: z.string() }),
    ),
  });

/** A task before a launch, an experiment that runs on, a feature flag that can go, or an enrolment. */
const comingUp = () =>
  z.object({
    kind: z.enum(['launch', 'experiment', 'flag', 'enrolment']),
    ...namedFeature(),
    text: z.string(),
    dueAt: z.string().optional(),
    isOverdue: z.boolean(),
  });

const cadenceItem = () =>
  z.object({
    team: z.string(),
    step: cadenceStep(),
    title: z.string(),
    period: z.string(),
    state: z.enum(['done', 'due', 'overdue']),
    /** Who takes part. */
    partners: z.array(z.object({ role: z.string(), person: internal(z.string().optional()) })),
  });

const completion = () => z.object({ done: z.int(), of: z.int() });

const correction = () =>
  z.object({
    /** The period whose digest said otherwise. */
    period: z.string(),
    /** `project:search`, `feature:code-search` */
    entity: z.string(),
    title: z.string(),
    text: z.string(),
  });

const REVIEW = 'review:';

/** One of the three things that are most useful next. */
const action = () =>
  z.object({
    /** Of a review, it says the subject. */
    text: internal(z.string(), {
      when: ({ entity }) => typeof entity === 'string' && entity.startsWith(REVIEW),
      instead: (_text, { entity }) => `Get the review ${String(entity).slice(REVIEW.length)} answered.`,
    }),
    /** `feature:code-search`, `team:search`, `project:search`, `review:blog-5.4` */
    entity: z.string().optional(),
    /** What one click confirms: `all` records, one (`feature:code-search`), or a step (`step:okr:2024-Q1`). */
    confirms: z.string().optional(),
  });

/** One period as a point of the trend. */
const trendPoint = () =>
  z.object({
    period: z.string(),
    shipped: z.int().describe('projects that shipped'),
    silent: z.int().describe('projects that shipped nothing'),
    completion: completion(),
  });

/** The items that a digest has room for, and how many there are in all. */
const sectionOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: z.int() });

export const digest = lazy(() =>
  z.object({
    period: z.string(),
    every: every(),
    zone: z.string(),
    /** UTC instants: from inclusive, until exclusive. */
    from: z.string(),
    until: z.string(),
    /** `all`, `org:cloud`, `team:search` */
    audience: z.string(),
    /** What people call the audience. */
    title: z.string(),
    /** UTC instant. */
    madeAt: z.string(),
    /** Whether there is nothing to say: then nobody is notified. */
    isQuiet: z.boolean(),
    silent: sectionOf(silentProject()),
    shipped: sectionOf(shippedProject()),
    features: sectionOf(changedFeature()),
    grades: sectionOf(changedGrade()),
    unverified: sectionOf(unverifiedRecord()),
    reviews: sectionOf(openReview()),
    /** Absent in digests that were made before there was one. */
    releases: sectionOf(comingRelease()).default({ items: [], total: 0 }),
    upcoming: sectionOf(comingUp()),
    cadence: sectionOf(cadenceItem()),
    corrections: sectionOf(correction()),
    /** Items that are left out because somebody snoozed them. */
    snoozed: z.int(),
    completion: completion(),
    /** That of the period before; absent in the first digest. */
    completionBefore: completion().optional(),
    actions: z.array(action()).max(3),
    /** Oldest first, this period last. */
    trend: z.array(trendPoint()),
    /** How many digests in a row asked for something and saw nothing done, up to the one before this. */
    ignored: z.int(),
    /** Whether this one also goes to the manager, because the two before it were ignored. */
    escalates: z.boolean(),
    /** Of a team, by feature, stars earned and of how many: what the next digest compares with, to correct what turned out otherwise. */
    standings: internal(z.record(z.string(), z.tuple([z.int(), z.int()])).optional()),
  }),
);
export type Digest = Output<typeof digest>;

export type SilentProject = Digest['silent']['items'][number];
export type ShippedProject = Digest['shipped']['items'][number];
export type ChangedFeature = Digest['features']['items'][number];
export type ChangedGrade = Digest['grades']['items'][number];
export type UnverifiedRecord = Digest['unverified']['items'][number];
export type OpenReview = Digest['reviews']['items'][number];
export type ComingRelease = Digest['releases']['items'][number];
export type ComingUp = Digest['upcoming']['items'][number];
export type CadenceItem = Digest['cadence']['items'][number];
export type Correction = Digest['corrections']['items'][number];
export type Action = Digest['actions'][number];
export type TrendPoint = Digest['trend'][number];
export type Completion = Digest['completion'];
export type Standing = NonNullable<Digest['standings']>[string];
export type NamedFeature = Pick<ComingUp, 'feature' | 'title' | 'team'>;

/** The sections of a digest, in the order in which they are shown. */
export const SECTIONS = [
  'corrections',
  'silent',
  'shipped',
  'features',
  'grades',
  'reviews',
  'releases',
  'upcoming',
  'unverified',
  'cadence',
] as const;
export type SectionName = (typeof SECTIONS)[number];
