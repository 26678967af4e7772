/** The parts of what is shown of a feature, each from what is known of it. */
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import { type FlagState, shareInWords } from '../../catalog/model/flag.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { OwnView, StarView } from './feature-view.ts';
import type { Grade } from './grade.ts';
import type { gradeHistory } from './grade-history.ts';
import { nextStars } from './next-star.ts';
import type { Rubric } from './rubric.ts';
import type { Star } from './star.ts';

type Named = NonNullable<OwnView['maturity']>;

/** The terms of a vocabulary, in order. */
type Terms = (vocabulary: string) => readonly Named[];

interface Vocabulary {
  readonly terms?: readonly { readonly term: string; readonly title: string }[] | undefined;
}

export const termsIn =
  (vocabularies: ReadonlyMap<string, Vocabulary>): Terms =>
  (vocabulary) =>
    (vocabularies.get(vocabulary)?.terms ?? []).map(({ term, title }) => ({ id: term, title }));

const levelOf = (terms: Terms, level: string): Named =>
  terms('maturity').find(({ id }) => id === level) ?? { id: level, title: level };

/** The usual id of the level that says that something is not there. */
const NOT_IMPLEMENTED = 'not_implemented';

/** The titles of teams and projects, as far as they are registered. */
export interface Titles {
  readonly teams: ReadonlyMap<string, { readonly title?: string | undefined }>;
  readonly projects: ReadonlyMap<string, { readonly title?: string | undefined }>;
}

const namedIn = (found: Titles['teams'], id: string): Named => ({ id, title: found.get(id)?.title ?? id });

/** What its registrations say. */
export const recordParts = (state: FeatureState, terms: Terms, { teams, projects }: Titles) => ({
  feature: state.feature,
  title: state.title ?? state.feature,
  registered: yesOrNo(state.registered),
  team: state.team === undefined ? null : namedIn(teams, state.team),
  maturity: state.maturity === undefined ? null : levelOf(terms, state.maturity),
  project: state.project === undefined ? null : namedIn(projects, state.project),
  areas: state.areas ?? [],
  docsUrl: state.docsUrl ?? null,
  note: state.note ?? null,
  formerNames: state.formerNames,
  retiredAt: state.retiredAt ?? null,
  retiredReason: state.retiredReason,
  authors: state.authors,
  notes: notesOf(state),
});

function notesOf({ internal = {} }: FeatureState): OwnView['notes'] {
  const { support, sales, notes } = internal;
  if (support == null && sales == null && notes == null) return undefined;
  return {
    ...(support == null ? {} : { support }),
    ...(sales == null ? {} : { sales }),
    ...(notes == null ? {} : { notes }),
  };
}

export function gradeParts(
  grade: Grade | undefined,
  rubric: Rubric | undefined,
  { teams }: Titles,
): Pick<OwnView, 'grade' | 'stars' | 'next'> {
  if (grade === undefined || rubric === undefined) return { grade: null, stars: [], next: [] };
  const { rubricVersion, earned, of, stars, at } = grade;
  const asked = new Map(rubric.categories.map((each) => [each.category, each]));
  return {
    grade: { rubricVersion, earned, of },
    stars: stars.map((star) => starView(star, asked.get(star.category), namedIn(teams, star.team), at)),
    // Why a rule does not hold names who measured; the rule itself is for everybody.
    next: nextStars(grade, rubric).map(({ category, title, who, what }) => {
      const check = asked.get(category)?.check;
      return { category, title, who, what: check === undefined ? what : `make its rule hold: ${check}` };
    }),
  };
}

function starView(
  star: Star,
  category: Rubric['categories'][number] | undefined,
  team: Named,
  at: string,
): StarView {
  const { given } = star;
  return {
    ...{ category: star.category, title: star.title, team, policy: star.policy },
    star: star.isExpired ? 'expired' : star.word,
    counts: star.counts ? 'yes' : 'no',
    countsFrom: star.enabledFrom ?? null,
    until: star.expiresAt ?? null,
    missing: [...star.missing],
    question: category?.question ?? category?.criteria ?? '',
    solution: category?.solution ?? null,
    check: category?.check ?? null,
    said: [given.team, given.author]
      .flatMap((each) => each ?? [])
      .map(({ side, word, at: saidAt, expiresAt, askedAgainBy, by, comment, evidence }) => ({
        ...{ side, word, at: saidAt, until: expiresAt ?? null },
        stands: askedAgainBy !== undefined || (expiresAt !== undefined && expiresAt <= at) ? 'no' : 'yes',
        ...{ by, comment, evidence },
      })),
    because: star.because,
  };
}

/** The levels that it was said to have, newest first; one that is stated again is one. */
export function maturitiesIn(facts: readonly Fact[], terms: Terms): OwnView['maturities'] {
  const spans: OwnView['maturities'] = [];
  for (const { detail } of ofType(facts, 'FeatureRegistered')) {
    const { maturity: level, occurredAt: from } = detail;
    if (level != null && level !== spans.at(-1)?.id) spans.push({ ...levelOf(terms, level), from });
  }
  return spans.reverse();
}

export const changesIn = (history: ReturnType<typeof gradeHistory>): OwnView['changes'] =>
  history.toReversed().map(({ at, earned, of, stars }) => ({
    ...{ at, earned, of },
    stars: stars.map(({ title, from, to }) => ({ title, from: from ?? null, to: to ?? null })),
  }));

const SUPPORT = { true: 'yes', false: 'no', partial: 'partly', null: 'unknown' } as const;

/** What it says of each term, in the order of the vocabulary; what it names beyond them comes last. */
export function answersOf(
  { compatibility = {}, deployment = {}, useCases, fields }: FeatureState,
  terms: Terms,
): Pick<OwnView, 'compatibility' | 'deployment' | 'useCases'> {
  const hosts = new Map(Object.entries(compatibility));
  const options = new Map(Object.entries(deployment));
  return {
    compatibility: {
      ...knownOf(fields, 'compatibility'),
      answers: withOthers(terms('compatibility'), hosts.keys()).map((term) => ({
        ...term,
        supports: SUPPORT[`${hosts.get(term.id) ?? null}`],
      })),
    },
    deployment: {
      ...knownOf(fields, 'deployment'),
      answers: withOthers(terms('deployment'), options.keys()).map((term) => {
        const level = options.get(term.id);
        return {
          ...term,
          supports: level === undefined ? 'unknown' : level === NOT_IMPLEMENTED ? 'no' : 'yes',
          maturity: level === undefined ? null : levelOf(terms, level),
        };
      }),
    },
    useCases: {
      ...knownOf(fields, 'useCases'),
      answers: withOthers(terms('use-cases'), useCases ?? []).map((term) => ({
        ...term,
        supports: useCases === undefined ? 'unknown' : yesOrNo(useCases.includes(term.id)),
      })),
    },
  };
}

function withOthers(terms: readonly Named[], said: Iterable<string>): Named[] {
  const known = new Set(terms.map(({ id }) => id));
  return [...terms, ...[...said].filter((id) => !known.has(id)).map((id) => ({ id, title: id }))];
}

function knownOf(fields: FeatureState['fields'], field: string) {
  const { changedAt, verifiedAt, verifiedBy } = fields[field] ?? {};
  return { changedAt: changedAt ?? null, verifiedAt: verifiedAt ?? null, verifiedBy };
}

export const flagPart = ({
  flag,
  title,
  enabledByDefault,
  share,
  changedAt,
  url,
}: FlagState): OwnView['flag'] => ({
  id: flag,
  title: title ?? flag,
  default: enabledByDefault === undefined ? 'unknown' : enabledByDefault ? 'on' : 'off',
  share: shareInWords(share) ?? null,
  changedAt: changedAt ?? null,
  url: url ?? null,
});

export function enrollmentPart({ enrollment }: FeatureState): OwnView['enrollment'] {
  if (enrollment === undefined) return null;
  const stages = stage().options.flatMap((each) => {
    const found = enrollment.stages[each];
    if (found === undefined) return [];
    const open = found.isOpen === undefined ? ('unknown' as const) : yesOrNo(found.isOpen);
    return [{ stage: each, open, accounts: found.accounts }];
  });
  return { accounts: enrollment.accounts, stages };
}

const yesOrNo = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');
