/** What a verdict is, and the words that people read for it. */
import * as z from 'zod';
import { exposure } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';

/** Best first, but for the last four: what is on by default counts more than what is behind a feature flag. */
export const verdictWord = lazy(() =>
  z.enum(['shipped-on', 'shipped-off', 'exempt', 'not-expected', 'unknown', 'shipped-nothing']),
);
export type VerdictWord = Output<typeof verdictWord>;

interface VerdictWords {
  /** Above a group of projects, or beside one of them. */
  readonly label: string;
  /** What is said of a project: `Index rewrite shipped nothing`. */
  readonly predicate: string;
  /** What the verdict means, in a sentence. */
  readonly about: string;
}

/** What people read for a verdict, on pages, in the terminal and in messages alike. */
export const VERDICT_WORDS: Readonly<Record<VerdictWord, VerdictWords>> = {
  'shipped-on': {
    label: 'Shipped on by default',
    predicate: 'shipped on by default',
    about: 'Reached users with this release.',
  },
  'shipped-off': {
    label: 'Shipped behind a feature flag',
    predicate: 'shipped behind a feature flag',
    about: 'Merged, and off by default at the cut.',
  },
  exempt: {
    label: 'Exempt',
    predicate: 'was exempt',
    about: 'Excused from shipping in this release.',
  },
  'not-expected': {
    label: 'Not expected',
    predicate: 'was not expected to ship',
    about: 'Not expected to ship in this release.',
  },
  unknown: {
    label: 'Not known',
    predicate: 'may have shipped',
    about: 'Nobody says yet whether a change was merged.',
  },
  'shipped-nothing': {
    label: 'Shipped nothing',
    predicate: 'shipped nothing',
    about: 'No work that counts reached this release.',
  },
};

/** Whether a project shipped, on by default or behind a feature flag. */
export const hasShipped = (word: VerdictWord): boolean => word === 'shipped-on' || word === 'shipped-off';

/** Whether a project is flagged: it shipped nothing, and nothing excuses it. */
export const isFlagged = (word: VerdictWord | undefined): word is 'shipped-nothing' =>
  word === 'shipped-nothing';

/** Everybody may know that a project is exempt, until when and by which team, and only internal users why. */
export const withoutReason = (text: string): string =>
  /^exempt(?: until \d{4}-\d{2}-\d{2})?(?:, granted by team [^:]*)?/.exec(text)?.[0] ?? 'exempt';

/** What was said of a change after it was merged. */
const correction = lazy(() =>
  z.object({
    kind: z.enum(['withdrawn', 'reinstated', 'reverted', 'restored']),
    /** Id of the fact it comes from. */
    event: z.string(),
    /** UTC instant. */
    at: z.string(),
    /** As people write it. */
    reason: internal(z.string().optional()),
    by: internal(z.string().optional()),
    /** Of a revert: the change that it is. */
    title: z.string().optional(),
    url: z.string().optional(),
  }),
);
export type Correction = Output<typeof correction>;

/** One thing that a verdict considers, and whether it counts. */
export const evidence = lazy(() =>
  z.object({
    kind: z.enum(['change', 'shipment', 'flag', 'exemption', 'revert', 'undecided']),
    /** Id of the fact it comes from. */
    event: z.string(),
    /** When it happened, UTC. */
    at: z.string(),
    exposure: exposure().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    feature: z.string().optional(),
    flag: z.string().optional(),
    /** The flag's default at the cut; `unknown` when nobody ever recorded it. */
    flagDefault: z.enum(['on', 'off', 'unknown']).optional(),
    /** Whether it counts towards the verdict: a withdrawn shipment stays as evidence and does not. */
    counts: z.boolean(),
    /** Why it counts as it does, in words. */
    because: internal(z.string(), { when: ({ kind }) => kind === 'exemption', instead: withoutReason }),
    /** Who granted an exemption: it can name a person. */
    approver: internal(z.string().optional()),
    /** What was said of it since, in order; the last of it decides. */
    corrections: z.array(correction()).optional(),
  }),
);
export type Evidence = Output<typeof evidence>;

/** When the changes of a project were merged within a release's window. Counts are absent where a milestone is unknown. */
export const timing = lazy(() =>
  z.object({
    changes: z.number().int(),
    beforeMidCycle: z.number().int().optional(),
    afterFreeze: z.number().int().optional(),
  }),
);
export type Timing = Output<typeof timing>;

/** Pieces of evidence stored with a verdict: with all titles and addresses at their longest, an item stays under 400 KB. */
export const MAX_EVIDENCE = 60;

/** Why a verdict is what it is, beside the `verdict`. */
export const verdictBecause = () =>
  internal(z.string(), { when: (beside) => beside.verdict === 'exempt', instead: withoutReason });

/** What one project did in one release, and why. */
export const verdict = lazy(() =>
  z.object({
    release: z.string(),
    project: z.string(),
    title: z.string(),
    team: z.string(),
    verdict: verdictWord(),
    because: verdictBecause(),
    evidence: z.array(evidence()),
    /** How many more pieces of evidence there are than are stored. */
    evidenceOmitted: z.number().int(),
    timing: timing(),
  }),
);
export type Verdict = Output<typeof verdict>;
