/**
 * A feature as its page and the API show it. Who spoke, what they wrote and where to see it is internal, and so is what sales
 * and support note; that something was said, by which side and when, is not.
 */
import * as z from 'zod';
import { policy } from '../../../events/facts/rubric.ts';
import { exposure, launchTier, stage } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';
import { shownStar } from './matrix-view.ts';
import { side } from './report.ts';

const moment = () => z.string().nullable();
const yesOrNo = () => z.enum(['yes', 'no']);
const named = () => z.object({ id: z.string(), title: z.string() });
/** Inside: who, and what they wrote. */
const source = () => ({
  by: internal(z.string().optional()),
  comment: internal(z.string().optional()),
  evidence: internal(z.string().optional()),
});

/** What somebody said of a star, for one side. */
const said = lazy(() =>
  z.object({
    side: side(),
    word: z.enum(['granted', 'revoked', 'not-applicable']),
    at: z.string(),
    until: moment(),
    stands: yesOrNo().describe('no where it expired, or where a later rubric asks for it again'),
    ...source(),
  }),
);

const star = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    team: named().describe('the stakeholder team that owns it'),
    policy: policy(),
    star: shownStar(),
    counts: yesOrNo(),
    countsFrom: moment(),
    until: moment().describe('when it expires, or did'),
    missing: z.array(side()).describe('who has yet to grant it'),
    question: z.string(),
    solution: z.string().nullable(),
    check: z.string().nullable().describe('the rule, for the policy check'),
    said: z.array(said()),
    because: internal(z.string().optional()),
  }),
);
export type StarView = Output<typeof star>;

/** The four answers of what is supported. */
export const support = lazy(() => z.enum(['yes', 'partly', 'no', 'unknown']));

/** One of a list of terms, and what the feature says of it. */
const answer = lazy(() => z.object({ ...named().shape, supports: support() }));

/** When a field was last changed and looked at. */
const known = () => ({
  changedAt: moment(),
  verifiedAt: moment(),
  verifiedBy: internal(z.string().optional()),
});

/** A fact of the ledger, in words. */
const entry = lazy(() =>
  z.object({
    at: z.string(),
    type: z.string(),
    what: z.string(),
    /** What of it is internal. */
    detail: internal(z.string().optional()),
    ...source(),
  }),
);
export type HistoryEntry = Output<typeof entry>;

/** What the ledger and the records of a feature say of it. */
const own = () => ({
  generatedAt: z.string(),
  at: z.string().describe('what all of this is as of'),
  feature: z.string(),
  title: z.string(),
  registered: yesOrNo(),
  team: named().nullable(),
  maturity: named().nullable(),
  project: named().nullable(),
  areas: z.array(z.string()),
  docsUrl: z.string().nullable(),
  note: z.string().nullable(),
  formerNames: z.array(z.string()),
  retiredAt: moment(),
  retiredReason: internal(z.string().optional()),
  authors: internal(z.array(z.string()).optional()),
  notes: internal(
    z
      .object({
        support: z.string().optional(),
        sales: z.string().optional(),
        notes: z.string().optional(),
      })
      .optional(),
  ),
  grade: z
    .object({ rubricVersion: z.string(), earned: z.int(), of: z.int() })
    .nullable()
    .describe('null while no rubric holds'),
  stars: z.array(star()),
  next: z
    .array(z.object({ category: z.string(), title: z.string(), who: z.string(), what: z.string() }))
    .describe('the next stars within reach, nearest first'),
  remarks: z.array(z.string()).describe('where maturity, stars and feature flag contradict each other'),
  changes: z
    .array(
      z.object({
        at: z.string(),
        earned: z.int(),
        of: z.int(),
        stars: z.array(
          z.object({ title: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
        ),
      }),
    )
    .describe('how its grade changed, newest first'),
  maturities: z.array(z.object({ ...named().shape, from: z.string() })).describe('newest first'),
  compatibility: z.object({ answers: z.array(answer()), ...known() }),
  deployment: z.object({
    answers: z.array(z.object({ ...answer().shape, maturity: named().nullable() })),
    ...known(),
  }),
  useCases: z.object({ answers: z.array(answer()), ...known() }),
  flag: z
    .object({
      ...named().shape,
      default: z.enum(['on', 'off', 'unknown']),
      share: z.string().nullable().describe('for whom it is on although it is off by default'),
      changedAt: moment(),
      url: z.string().nullable(),
    })
    .nullable(),
  enrollment: z
    .object({
      accounts: z.int(),
      stages: z.array(
        z.object({ stage: stage(), open: z.enum(['yes', 'no', 'unknown']), accounts: z.int() }),
      ),
    })
    .nullable()
    .describe('null where nobody ever said anything of it'),
  history: z.object({
    total: z.int(),
    next: z.string().nullable(),
    entries: z.array(entry()).describe('newest first'),
  }),
});
const ownView = lazy(() => z.object(own()));
export type OwnView = Output<typeof ownView>;

export const featureView = lazy(() =>
  z.object({
    ...own(),
    releases: z
      .array(
        z.object({
          release: z.string(),
          train: z.string(),
          project: named(),
          exposure: exposure().nullable(),
          at: z.string().describe('when it was last merged or shipped for it'),
        }),
      )
      .describe('those that it appeared in, newest first'),
    launch: z
      .object({
        tier: launchTier(),
        plannedAt: moment().describe('when the first release that it is planned for is to be out'),
        tasks: z.array(
          z.object({ title: z.string(), dueAt: z.string(), done: yesOrNo(), overdue: yesOrNo() }),
        ),
      })
      .nullable(),
    badge: z.object({ image: z.string(), markdown: z.string(), html: z.string() }).describe('to copy'),
  }),
);
export type FeatureView = Output<typeof featureView>;
