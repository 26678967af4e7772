/**
 * What the reference pages and the supported list say of features: one model, from the records of the catalog. What only
 * sales and support may see is marked once, here, so the type that public pages are made from does not have it.
 */
import * as z from 'zod';
import { lazy, type Output } from '../../../../events/lazy.ts';
import { internal } from '../../../../events/visibility.ts';
import type { FeatureState } from '../feature.ts';
import type { FieldKnowledge } from '../record-keeping.ts';

/** In words, because a bare `false` was taken for unknown too often. */
export const supportAnswer = lazy(() => z.enum(['yes', 'partly', 'no', 'unknown']));
export type SupportAnswer = Output<typeof supportAnswer>;

export const referenceTerm = lazy(() =>
  z.object({
    id: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    url: z.string().nullable(),
    alsoCalled: z.array(z.string()),
    /** Of a level of maturity: whether a feature at it is supported; unknown where nobody says. */
    supported: supportAnswer(),
    /** Whether the vocabulary has it; features can name others by mistake. */
    isDefined: z.enum(['yes', 'no']),
  }),
);
export type ReferenceTerm = Output<typeof referenceTerm>;

const named = lazy(() => z.object({ id: z.string(), title: z.string() }));

/** Since when a field is what it is, and when somebody last found that it still is. */
const checked = lazy(() =>
  z.object({
    changedAt: z.string().nullable(),
    verifiedAt: z.string().nullable(),
    by: internal(z.string().nullable().optional()),
  }),
);
export type Checked = Output<typeof checked>;

export const referenceFeature = lazy(() =>
  z.object({
    feature: z.string(),
    title: z.string(),
    team: named().nullable(),
    maturity: z.object({ level: named().nullable(), checked: checked() }),
    docsUrl: z.string().nullable(),
    note: z.string().nullable(),
    /** For each code host, in the order of the vocabulary. */
    compatibility: z.object({
      answers: z.array(z.object({ option: z.string(), answer: supportAnswer() })),
      checked: checked(),
    }),
    /** For each deployment option, in the order of the vocabulary. */
    deployment: z.object({
      answers: z.array(z.object({ option: z.string(), answer: supportAnswer(), level: named().nullable() })),
      checked: checked(),
    }),
    /** Null is unknown; an empty list says that there is none. */
    useCases: z.object({ ids: z.array(z.string()).nullable(), checked: checked() }),
    internal: internal(
      z
        .object({
          support: z.string().nullable(),
          sales: z.string().nullable(),
          notes: z.string().nullable(),
        })
        .optional(),
    ),
  }),
);
export type ReferenceFeature = Output<typeof referenceFeature>;

export const referenceAnswer = lazy(() =>
  z.object({
    /** How many are shown here. */
    total: z.int(),
    maturity: z.array(referenceTerm()),
    compatibility: z.array(referenceTerm()),
    deployment: z.array(referenceTerm()),
    useCases: z.array(referenceTerm()),
    /** By team, then by id: also those of which nothing is known. */
    features: z.array(referenceFeature()),
    /** What to ask for with `after`, where there are more. */
    next: z.string().nullable(),
  }),
);
export type ReferenceAnswer = Output<typeof referenceAnswer>;

export type Terms = Pick<ReferenceAnswer, 'maturity' | 'compatibility' | 'deployment' | 'useCases'>;

/** A value of a record as a word. */
export const answerOf = (value: boolean | 'partial' | null | undefined): SupportAnswer => {
  if (value === undefined || value === null) return 'unknown';
  if (value === 'partial') return 'partly';
  return value ? 'yes' : 'no';
};

/** Those of a vocabulary, and then those that features name beside it. */
export function withStrays(terms: readonly ReferenceTerm[], named: Iterable<string>): ReferenceTerm[] {
  const known = new Set(terms.map(({ id }) => id));
  const strays = [...new Set(named)].filter((id) => !known.has(id)).toSorted();
  return [...terms, ...strays.map(stray)];
}

const stray = (id: string): ReferenceTerm => ({
  ...{ id, title: id, description: null, url: null, alsoCalled: [] },
  ...{ supported: 'unknown', isDefined: 'no' },
});

/** The columns and parts that some features need. */
export const termsFor = (terms: Terms, states: readonly FeatureState[]): Terms => ({
  maturity: withStrays(
    terms.maturity,
    states.flatMap(({ maturity, deployment }) => [
      ...(maturity === undefined ? [] : [maturity]),
      ...Object.values(deployment ?? {}),
    ]),
  ),
  compatibility: withStrays(
    terms.compatibility,
    states.flatMap(({ compatibility }) => Object.keys(compatibility ?? {})),
  ),
  deployment: withStrays(
    terms.deployment,
    states.flatMap(({ deployment }) => Object.keys(deployment ?? {})),
  ),
  useCases: withStrays(
    terms.useCases,
    states.flatMap(({ useCases }) => useCases ?? []),
  ),
});

/** @param teams the titles of teams, by id */
export function referenceOf(
  state: FeatureState,
  { maturity, compatibility, deployment }: Terms,
  teams: ReadonlyMap<string, string>,
): ReferenceFeature {
  const { feature, title, team, note, docsUrl, useCases, internal: own } = state;
  const levelOf = (id: string | undefined) => maturity.find((level) => level.id === id);
  const checkedOf = (field: string) => checkedFrom(state.fields[field]);
  return {
    feature,
    title: title ?? feature,
    team: team === undefined ? null : { id: team, title: teams.get(team) ?? team },
    maturity: { level: namedOf(levelOf(state.maturity)), checked: checkedOf('maturity') },
    docsUrl: docsUrl ?? null,
    note: note ?? null,
    compatibility: {
      answers: compatibility.map(({ id }) => ({ option: id, answer: answerOf(state.compatibility?.[id]) })),
      checked: checkedOf('compatibility'),
    },
    deployment: {
      answers: deployment.map(({ id }) => {
        const level = levelOf(state.deployment?.[id]);
        return { option: id, answer: level?.supported ?? 'unknown', level: namedOf(level) };
      }),
      checked: checkedOf('deployment'),
    },
    useCases: { ids: useCases ?? null, checked: checkedOf('useCases') },
    internal: {
      support: own?.support ?? null,
      sales: own?.sales ?? null,
      notes: own?.notes ?? null,
    },
  };
}

const namedOf = (term: ReferenceTerm | undefined) =>
  term === undefined ? null : { id: term.id, title: term.title };

const checkedFrom = (known: FieldKnowledge | undefined): Checked => ({
  changedAt: known?.changedAt ?? null,
  verifiedAt: known?.verifiedAt ?? null,
  by: (known?.verifiedAt === undefined ? known?.changedBy : known.verifiedBy) ?? null,
});

/** Pages of features as one, each feature with an answer for every option that any of them names. */
export function together(pages: readonly ReferenceAnswer[]): ReferenceAnswer {
  const all = (name: keyof Terms) => [
    ...new Map(pages.flatMap((page) => page[name]).map((term) => [term.id, term])).values(),
  ];
  const terms = {
    maturity: all('maturity'),
    compatibility: all('compatibility'),
    deployment: all('deployment'),
    useCases: all('useCases'),
  };
  const features = pages.flatMap((page) => page.features).map((feature) => withAnswers(feature, terms));
  return { total: features.length, ...terms, features, next: null };
}

function withAnswers(feature: ReferenceFeature, { compatibility, deployment }: Terms): ReferenceFeature {
  const hosts = new Map(feature.compatibility.answers.map((each) => [each.option, each]));
  const ways = new Map(feature.deployment.answers.map((each) => [each.option, each]));
  return {
    ...feature,
    compatibility: {
      ...feature.compatibility,
      answers: compatibility.map(({ id: option }) => hosts.get(option) ?? { option, answer: 'unknown' }),
    },
    deployment: {
      ...feature.deployment,
      answers: deployment.map(
        ({ id: option }) => ways.get(option) ?? { option, answer: 'unknown', level: null },
      ),
    },
  };
}
