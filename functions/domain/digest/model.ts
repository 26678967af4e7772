/**
 * What a digest says: the one model that pages, e-mail, Slack, text, Markdown and JSON are made from. It is kept as it
 * was made, and never changes; what turns out otherwise is a correction of the next one.
 */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/grade-changed.ts';
import { cadenceStep, every } from '../../../events/fields.ts';
import { verdictWord } from '../verdict.ts';

/** Items that are shown of a section, and how many there are in all. */
const sectionOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: z.int() });

const counted = z.object({ earned: z.int(), of: z.int() });

/** A project that shipped nothing in a judged release of the period, or did not have to. */
const silentProject = z.object({
  project: z.string(),
  title: z.string(),
  team: z.string(),
  release: z.string(),
  train: z.string(),
  verdict: verdictWord,
  because: z.string(),
  /** Judged releases in a row; 0 for one that is exempt or was not expected. */
  streak: z.int(),
});
export type SilentProject = z.output<typeof silentProject>;

const shippedProject = z.object({
  project: z.string(),
  title: z.string(),
  team: z.string(),
  release: z.string(),
  train: z.string(),
  verdict: verdictWord,
  /** What counted, a few of it. */
  what: z.array(z.object({ title: z.string(), url: z.string().optional() })),
  /** How many more things counted. */
  more: z.int(),
});
export type ShippedProject = z.output<typeof shippedProject>;

/** A feature that is new, moved to another maturity, or is deprecated now. Maturities are titles. */
const changedFeature = z.object({
  feature: z.string(),
  title: z.string(),
  team: z.string(),
  change: z.enum(['new', 'changed', 'deprecated']),
  from: z.string().optional(),
  to: z.string().optional(),
});
export type ChangedFeature = z.output<typeof changedFeature>;

const changedGrade = z.object({
  feature: z.string(),
  title: z.string(),
  team: z.string(),
  from: counted.optional(),
  to: counted,
  stars: z.array(
    z.object({
      title: z.string(),
      from: starWord.optional(),
      to: starWord.optional(),
      /** Who said what, and when: for people inside only. */
      because: z.string().optional(),
    }),
  ),
  /** The next star within reach. */
  next: z.object({ title: z.string(), who: z.string(), what: z.string() }).optional(),
});
export type ChangedGrade = z.output<typeof changedGrade>;

/** A record that nobody changed or verified for a whole period. */
const unverifiedRecord = z.object({
  /** `feature:code-search`, `team:search` */
  entity: z.string(),
  title: z.string(),
  team: z.string(),
  /** When somebody last looked at it or changed it, UTC. */
  lastSeenAt: z.string(),
});
export type UnverifiedRecord = z.output<typeof unverifiedRecord>;

const openReview = z.object({
  review: z.string(),
  subject: z.string(),
  changeClass: z.string(),
  team: z.string().optional(),
  state: z.enum(['waiting', 'returned', 'no-longer-blocking']),
  turn: z.enum(['reviewers', 'author', 'nobody']),
  /** When it holds nothing up any more, UTC; absent where it never lapses, and while it is the author's turn. */
  lapsesAt: z.string().optional(),
  lapsedAt: z.string().optional(),
});
export type OpenReview = z.output<typeof openReview>;

/** A task before a launch, an experiment that runs on, a feature flag that can go, or an enrolment. */
const comingUp = z.object({
  kind: z.enum(['launch', 'experiment', 'flag', 'enrolment']),
  feature: z.string(),
  title: z.string(),
  team: z.string(),
  text: z.string(),
  dueAt: z.string().optional(),
  isOverdue: z.boolean(),
});
export type ComingUp = z.output<typeof comingUp>;

const cadenceItem = z.object({
  team: z.string(),
  step: cadenceStep,
  title: z.string(),
  period: z.string(),
  state: z.enum(['done', 'due', 'overdue']),
  /** Who takes part. People are for those inside only. */
  partners: z.array(z.object({ role: z.string(), person: z.string().optional() })),
});
export type CadenceItem = z.output<typeof cadenceItem>;

const completion = z.object({ done: z.int(), of: z.int() });
export type Completion = z.output<typeof completion>;

const correction = z.object({
  /** The period whose digest said otherwise. */
  period: z.string(),
  /** `project:search`, `feature:code-search` */
  entity: z.string(),
  title: z.string(),
  text: z.string(),
});
export type Correction = z.output<typeof correction>;

/** One of the three things that are most useful next. */
const action = z.object({
  text: z.string(),
  /** `feature:code-search`, `team:search`, `project:search`, `review:blog-5.4` */
  entity: z.string().optional(),
  /** What one click confirms: `all` records, one (`feature:code-search`), or a step (`step:okr:2024-Q1`). */
  confirms: z.string().optional(),
});
export type Action = z.output<typeof action>;

/** One period as a point of the trend. */
const trendPoint = z.object({
  period: z.string(),
  shipped: z.int().describe('projects that shipped'),
  silent: z.int().describe('projects that shipped nothing'),
  completion,
});
export type TrendPoint = z.output<typeof trendPoint>;

export const digest = z.object({
  period: z.string(),
  every,
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
  silent: sectionOf(silentProject),
  shipped: sectionOf(shippedProject),
  features: sectionOf(changedFeature),
  grades: sectionOf(changedGrade),
  unverified: sectionOf(unverifiedRecord),
  reviews: sectionOf(openReview),
  upcoming: sectionOf(comingUp),
  cadence: sectionOf(cadenceItem),
  corrections: sectionOf(correction),
  /** Items that somebody snoozed, and that are left out. */
  snoozed: z.int(),
  completion,
  /** That of the period before; absent in the first digest. */
  completionBefore: completion.optional(),
  actions: z.array(action).max(3),
  /** Oldest first, this period last. */
  trend: z.array(trendPoint),
  /** How many digests in a row asked for something and saw nothing done, up to the one before this. */
  ignored: z.int(),
  /** Whether this one goes to the manager, too: the second in a row was ignored. */
  escalates: z.boolean(),
  /** Of a team: stars earned and of how many, by feature. The next digest knows by it what turned out otherwise. */
  standings: z.record(z.string(), z.tuple([z.int(), z.int()])).optional(),
});
export type Digest = z.output<typeof digest>;

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

/** A part of a digest: what a channel that is only about some things carries. */
export function only(digest: Digest, wanted: readonly SectionName[]): Digest {
  const left = { ...digest };
  for (const name of SECTIONS) if (!wanted.includes(name)) Object.assign(left, { [name]: NOTHING });
  return { ...left, isQuiet: wanted.every((name) => digest[name].total === 0), actions: [] };
}

const NOTHING = { items: [], total: 0 };

/** What is for everyone: without the people who take part, and without who gave which star. */
export const publicDigest = ({ standings: _kept, ...digest }: Digest): Digest => ({
  ...digest,
  grades: {
    ...digest.grades,
    items: digest.grades.items.map((item) => ({
      ...item,
      stars: item.stars.map(({ because: _said, ...star }) => star),
    })),
  },
  cadence: {
    ...digest.cadence,
    items: digest.cadence.items.map((item) => ({
      ...item,
      partners: item.partners.map(({ role }) => ({ role })),
    })),
  },
});

/** How a digest names addresses; whoever renders it knows its host. */
export interface DigestLinks {
  /** Of the page of the digest. */
  readonly page: string;
  /** The page on which one click confirms something; absent where it cannot be signed. */
  confirm(what: string): string | undefined;
}
