/**
 * What a digest says: the one model that pages, e-mail, Slack, text, Markdown and JSON are made from. It is kept as it
 * was made, and never changes; what turns out otherwise is a correction of the next one.
 */
import * as z from 'zod';
import { every } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import {
  action,
  cadenceItem,
  changedFeature,
  changedGrade,
  comingUp,
  completion,
  correction,
  openReview,
  shippedProject,
  silentProject,
  trendPoint,
  unverifiedRecord,
} from './items.ts';

/** Items that are shown of a section, and how many there are in all. */
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
    /** Whether there is nothing to say: then nobody is told. */
    isQuiet: z.boolean(),
    silent: sectionOf(silentProject()),
    shipped: sectionOf(shippedProject()),
    features: sectionOf(changedFeature()),
    grades: sectionOf(changedGrade()),
    unverified: sectionOf(unverifiedRecord()),
    reviews: sectionOf(openReview()),
    upcoming: sectionOf(comingUp()),
    cadence: sectionOf(cadenceItem()),
    corrections: sectionOf(correction()),
    /** Items that somebody snoozed, and that are left out. */
    snoozed: z.int(),
    completion: completion(),
    /** That of the period before; absent in the first digest. */
    completionBefore: completion().optional(),
    actions: z.array(action()).max(3),
    /** Oldest first, this period last. */
    trend: z.array(trendPoint()),
    /** How many digests in a row asked for something and saw nothing done, up to the one before this. */
    ignored: z.int(),
    /** Whether this one goes to the manager, too: the second in a row was ignored. */
    escalates: z.boolean(),
    /** Of a team: stars earned and of how many, by feature. The next digest knows by it what turned out otherwise. */
    standings: z.record(z.string(), z.tuple([z.int(), z.int()])).optional(),
  }),
);
export type Digest = Output<typeof digest>;

/** The sections of a digest, in the order in which they are shown. */
export const SECTIONS = [
  'corrections',
  'silent',
  'shipped',
  'features',
  'grades',
  'reviews',
  'upcoming',
  'unverified',
  'cadence',
] as const;
export type SectionName = (typeof SECTIONS)[number];
