/** Reports of grades: the shapes that the command and the JSON API share. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import { policy } from '../../../events/facts/rubric.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { fieldsKnown } from '../../catalog/model/record-keeping.ts';

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const moment = lazy(() => z.string().describe('UTC instant'));

/** Who has a say in a star: the stakeholder team that owns it, or the author of the feature. */
export const side = lazy(() => z.enum(['team', 'author']));

const star = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    team: z.string().describe('the stakeholder team that owns it'),
    policy: policy(),
    word: starWord(),
    because: z.string().describe('the rule, who said what and when, and where to see it'),
    missing: listOf(side()).describe('who has yet to grant it'),
    expiresAt: moment().optional(),
    isExpired: z.boolean(),
    counts: z.boolean().describe('whether it counts in the grade yet'),
    enabledFrom: moment().optional(),
  }),
);

const difference = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    from: starWord().optional().describe('absent where the rubric had no such category'),
    to: starWord()
      .optional()
      .describe('absent where it has none any more; equal to from where only counting changed'),
    because: z.string(),
  }),
);

/** A category, with what one must know to grant its star. */
const category = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    team: z.string().describe('the stakeholder team that owns it'),
    policy: policy(),
    question: z.string().optional(),
    criteria: z.string(),
    solution: z.string().optional().describe('how to earn it'),
    check: z.string().optional().describe('the rule, for the policy check'),
    expiresAfter: z.string().optional().describe('ISO 8601 duration'),
    enabledFrom: moment().optional().describe('from when it counts; before, it is shown and does not'),
    attestAgain: z.boolean().describe('whether stars of earlier versions must be granted again'),
  }),
);

/** One feature at one moment. For internal users: it names who said what of its stars. */
export const gradeReport = lazy(() =>
  z.object({
    feature: z.string(),
    registered: z.boolean(),
    title: z.string().optional(),
    team: z.string().optional(),
    authors: listOf(z.string()).optional(),
    maturity: z.string().optional(),
    retiredAt: moment().optional(),
    at: moment().describe('what all of this is as of'),
    rubric: z.object({ version: z.string(), from: moment(), categories: listOf(category()) }).optional(),
    grade: z
      .object({ rubricVersion: z.string(), earned: z.number(), of: z.number(), stars: listOf(star()) })
      .optional()
      .describe('absent while no rubric holds'),
    next: listOf(
      z.object({ category: z.string(), title: z.string(), who: z.string(), what: z.string() }),
    ).describe('the next stars within reach, nearest first'),
    remarks: listOf(z.object({ kind: z.string(), text: z.string() })),
    history: listOf(
      z.object({
        at: moment(),
        rubricVersion: z.string(),
        earned: z.number(),
        of: z.number(),
        stars: listOf(difference()),
      }),
    ).describe('oldest first'),
    since: z
      .object({ at: moment(), stars: listOf(difference()) })
      .optional()
      .describe('what is different from an earlier moment'),
    fields: fieldsKnown().describe('when each field changed, and when it was last verified'),
  }),
);
export type GradeReport = Output<typeof gradeReport>;

const matrixRow = lazy(() =>
  z.object({
    feature: z.string(),
    title: z.string(),
    team: z.string(),
    maturity: z.string().optional(),
    earned: z.number(),
    of: z.number(),
    stars: listOf(
      z.object({
        category: z.string(),
        word: starWord(),
        isExpired: z.boolean(),
        counts: z.boolean(),
        saidAt: moment().optional().describe('when somebody last spoke of it'),
        expiresAt: moment().optional(),
        granted: z.array(side()).optional().describe('the sides that wait for the other one'),
      }),
    ).describe('in the order of the columns'),
  }),
);
export type MatrixRow = Output<typeof matrixRow>;

export interface GradeRequest {
  /** The moment of which the report is. @default now */
  readonly asOf?: string | undefined;
  /** A moment to compare with. */
  readonly since?: string | undefined;
}

export interface MatrixRequest {
  /** Features of this team only. */
  readonly team?: string | undefined;
  /** @default now */
  readonly asOf?: string | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
}

/** A part of the matrix: features by team and id. `next` asks for the part after it. */
export const matrixPage = lazy(() =>
  z.object({
    at: moment().describe('what all of this is as of'),
    rubricVersion: z.string().optional().describe('absent while no rubric holds: then there are no columns'),
    columns: listOf(z.object({ category: z.string(), title: z.string(), team: z.string() })),
    rows: listOf(matrixRow()),
    next: z.string().optional(),
  }),
);
export type MatrixPage = Output<typeof matrixPage>;
