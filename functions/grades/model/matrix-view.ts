/** The matrix as its page and the API show it: words instead of bare booleans, all keys present. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import { policy } from '../../../events/facts/rubric.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { type MatrixRow, side } from './report.ts';
import type { Category } from './rubric.ts';
import { SHARE_FORMULA, type Starred } from './selection.ts';

const moment = () => z.string().nullable();

/** What a star is, for people and programs: `expired` is an unknown that was earned once. */
export const shownStar = lazy(() => z.enum([...starWord().options, 'expired']));
export type ShownStar = Output<typeof shownStar>;

const cell = lazy(() =>
  z.object({
    category: z.string(),
    star: shownStar(),
    counts: z.enum(['yes', 'no']).describe('whether it counts in the grade yet'),
    since: moment().describe('when somebody last spoke of it'),
    until: moment().describe('when it expires, or did'),
    granted: z.array(side()).describe('of a star that both sides give: the side that waits for the other'),
  }),
);
export type Cell = Output<typeof cell>;

const column = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    team: z.string().describe('the stakeholder team that owns it'),
    policy: policy(),
    question: z.string().nullable(),
    criteria: z.string(),
    solution: z.string().nullable().describe('how to earn it'),
    check: z.string().nullable().describe('the rule, for the policy check'),
    expiresAfter: z.string().nullable().describe('ISO 8601 duration'),
    countsFrom: moment(),
  }),
);
export type Column = Output<typeof column>;

/** A feature as lists show it. */
const listedFeature = () => ({
  feature: z.string(),
  title: z.string(),
  team: z.string(),
  maturity: z.string().nullable(),
  areas: z.array(z.string()),
  project: z.string().nullable(),
  earned: z.int().describe('stars earned'),
  of: z.int().describe('stars that count and apply'),
});

const named = () => z.object({ id: z.string(), title: z.string() });

/** What is around the features of a page. */
const selected = () => ({
  generatedAt: z.string(),
  at: z.string().describe('what all of this is as of'),
  total: z
    .int()
    .nullable()
    .describe('features that match; null where only the features of this page were looked at'),
  from: z.int().describe('the place of the first one, from 1'),
  next: z.string().nullable().describe('the `after` of the page after this one'),
  meant: z
    .object({ parameter: z.string(), value: z.string() })
    .nullable()
    .describe('where nothing matches: what was probably meant'),
  choices: z
    .object({
      teams: z.array(named()),
      areas: z.array(z.string()),
      maturities: z.array(named()),
      trains: z.array(z.string()),
      categories: z.array(named()),
    })
    .describe('what it can be filtered by'),
});

export const featuresView = lazy(() =>
  z.object({ ...selected(), features: z.array(z.object(listedFeature())) }),
);
export type FeaturesView = Output<typeof featuresView>;

export const matrixView = lazy(() =>
  z.object({
    ...selected(),
    rubricVersion: z.string().nullable().describe('null while no rubric holds: then there are no columns'),
    columns: z.array(column()),
    features: z.array(
      z.object({ ...listedFeature(), stars: z.array(cell()).describe('in the order of the columns') }),
    ),
    teams: z
      .array(
        z.object({
          team: z.string(),
          title: z.string(),
          features: z.int(),
          earned: z.int(),
          of: z.int(),
          share: z.number().nullable().describe('from 0 to 1; null where no star applies'),
        }),
      )
      .describe('the features of this page by team'),
    formula: z.string().describe(SHARE_FORMULA),
  }),
);
export type MatrixView = Output<typeof matrixView>;

export const columnOf = ({ category: id, title, team, criteria, ...more }: Category): Column => ({
  category: id,
  title,
  team,
  policy: more.policy,
  question: more.question ?? null,
  criteria,
  solution: more.solution ?? null,
  check: more.check ?? null,
  expiresAfter: more.expiresAfter ?? null,
  countsFrom: more.enabledFrom ?? null,
});

export const listedOf = ({ card, row }: Starred): FeaturesView['features'][number] => ({
  feature: card.id,
  title: row.title,
  team: row.team,
  maturity: row.maturity ?? null,
  areas: [...(card.areas ?? [])],
  project: card.project ?? null,
  earned: row.earned,
  of: row.of,
});

export const cellOf = ({
  category: id,
  word,
  isExpired,
  counts,
  saidAt,
  expiresAt,
  granted = [],
}: MatrixRow['stars'][number]): Cell => ({
  category: id,
  star: isExpired ? 'expired' : word,
  counts: counts ? 'yes' : 'no',
  since: saidAt ?? null,
  until: expiresAt ?? null,
  granted,
});
