/** What is known of a team, for its page: who is in it, what it has, how it does, and what is due. */
import * as z from 'zod';
import { cadenceStep } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { roadmapRecord } from '../../catalog/model/import/records.ts';
import { verdictWord } from '../../verdicts/model/verdict.ts';
import { digest } from './model.ts';

/** Somebody by the role they have in a team. Everybody may know the roles, and only internal users who has them. */
export const inRole = lazy(() =>
  z.object({
    role: z.string(),
    person: internal(z.string().optional()),
    name: internal(z.string().optional()),
    /** What they are called elsewhere: `github:octocat`. */
    accounts: internal(z.array(z.string()).optional()),
  }),
);
export type InRole = Output<typeof inRole>;

export const gradedFeature = lazy(() =>
  z.object({
    feature: z.string(),
    title: z.string(),
    maturity: z.string().optional(),
    earned: z.int(),
    of: z.int(),
  }),
);
export type GradedFeature = Output<typeof gradedFeature>;

/** How many stars features have together, as `rollUp` of grades makes it: the one calculation of all pages. */
export const starSum = lazy(() =>
  z.object({ features: z.int(), earned: z.int(), of: z.int(), share: z.number().optional() }),
);
export type StarSum = Output<typeof starSum>;

const strippedProject = lazy(() =>
  z.object({
    project: z.string(),
    title: z.string(),
    train: z.string().optional(),
    status: z.enum(['active', 'paused', 'ended', 'unknown']),
    /** Judged releases in a row, up to the last of the strip, in which it shipped nothing. */
    streak: z.int(),
    /** The last judged releases of its train in which it has a verdict, oldest first. */
    strip: z.array(z.object({ release: z.string(), cutAt: z.string(), verdict: verdictWord() })),
  }),
);
export type StrippedProject = Output<typeof strippedProject>;

const stepRate = lazy(() =>
  z.object({
    step: cadenceStep(),
    title: z.string(),
    done: z.int(),
    of: z.int(),
    /** Oldest first. */
    periods: z.array(z.object({ period: z.string(), isDone: z.boolean() })),
  }),
);
export type TitledRate = Output<typeof stepRate>;

/** The monthly update of the strategy page: with whom it is written, and what goes into it. */
const strategyStep = lazy(() =>
  z.object({
    /** When the team last said that it is done, UTC; absent where it never did. */
    updatedAt: z.string().optional(),
    /** From when on changes are told, UTC: since the last update, or since the last month began. */
    since: z.string(),
    partners: z.array(inRole()),
    /** Markdown, to paste into the update. It holds what everybody may read, because the strategy page may be public. */
    changes: z.string(),
  }),
);
export type StrategyStep = Output<typeof strategyStep>;

export const teamReport = lazy(() =>
  z.object({
    team: z.string(),
    title: z.string(),
    /** Absent for a team that owns something and that nobody registered. */
    isRegistered: z.boolean(),
    retiredAt: z.string().optional(),
    org: z.string().optional(),
    department: z.string().optional(),
    areas: z.array(z.string()),
    /** IANA: whose months and days its steps and its digests are in. */
    timeZone: z.string(),
    strategyUrl: z.string().optional(),
    channel: internal(z.string().optional()),
    email: internal(z.string().optional()),
    people: z.array(inRole()),
    stars: starSum(),
    features: z.array(gradedFeature()),
    /** Whether it has more features than are listed here. */
    hasMoreFeatures: z.boolean(),
    projects: z.array(strippedProject()),
    roadmap: roadmapRecord().optional(),
    /** Of the last twelve months that have ended. */
    completion: z.object({ done: z.int(), of: z.int(), steps: z.array(stepRate()) }),
    strategy: strategyStep().optional(),
    /** This month's digest as it would be now; absent for a team that is retired. */
    soFar: digest().optional(),
  }),
);
export type TeamReport = Output<typeof teamReport>;
