/** What a digest says of one feature of a team: what became of it and of its stars, and what comes up. */
import type { Fact } from '../../../events/catalogue.ts';
import { foldFeature } from '../../catalog/model/feature.ts';
import { snoozedUntil } from '../../catalog/model/record-keeping.ts';
import { type Graded, gradeAt, groundOf } from '../../grades/model/grade.ts';
import { gradeDifference, type StarDifference } from '../../grades/model/grade-history.ts';
import { nextStars } from '../../grades/model/next-star.ts';
import { rubricAt } from '../../grades/model/rubric.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { comingUp } from './coming-up.ts';
import type { FeatureMaterial, FeatureView } from './material.ts';
import type { ChangedFeature, ChangedGrade, NamedFeature, Standing } from './model.ts';
import { noSections, type Sections, section } from './sections.ts';
import { isOf, unverifiedSince } from './verified.ts';

export interface FeaturePart extends Omit<GradePart, 'changed'> {
  readonly feature: string;
  readonly title: string;
  readonly sections: Sections;
  /** Whether it was left out because somebody snoozed it. */
  readonly isSnoozed: boolean;
}

/** @returns `undefined` for a feature that is not registered, retired, or another team's at the end of the period */
export function featurePart(
  team: string,
  material: FeatureMaterial,
  view: FeatureView,
): FeaturePart | undefined {
  const { feature, facts } = material;
  const state = foldFeature(feature, facts);
  if (!isOf(team, state)) return undefined;
  const { title = feature } = state;
  const named = { feature, title, team };
  const { versions, ruleOnFacts } = view;
  const { changed, ...grade } = gradePart(named, { feature, facts, versions, ruleOnFacts }, view);
  const isSnoozed = snoozedUntil(facts, view.last) !== undefined;
  if (isSnoozed) return { feature, title, ...grade, isSnoozed, sections: noSections };
  const change = changeWithin(feature, facts, view);
  const record = { entity: `feature:${feature}`, title, team, state };
  const sections = {
    ...noSections,
    features: section('features', change === undefined ? [] : [change]),
    grades: section('grades', changed === undefined ? [] : [changed]),
    unverified: section('unverified', unverifiedSince([record], view)),
    upcoming: section('upcoming', comingUp(named, state, material, view)),
  };
  return { feature, title, ...grade, isSnoozed, sections };
}

/** Ids of the maturity levels that mean that a feature is on its way out. Levels are the organisation's own. */
const DEPRECATED: readonly string[] = ['deprecated'];

/**
 * Whether a feature is new within a period, moved to another maturity, or became deprecated; `undefined` for none of them.
 * Only both ends count: a change that is undone within the period is none. A feature that is retired at the end is left
 * out; one that was retired and is registered again is new.
 * @param feature its present name
 * @param facts its ledger with those of its former names, in order
 */
export function changeWithin(
  feature: string,
  facts: readonly Fact[],
  { from, until, maturities: titles }: Pick<FeatureView, 'from' | 'until' | 'maturities'>,
): ChangedFeature | undefined {
  const now = registrationAt(facts, until);
  if (now === undefined) return undefined;
  const before = registrationAt(facts, from);
  if (before?.maturity === now.maturity) return undefined;
  const { title, team, maturity } = now;
  const named = (level: string | null) => (level === null ? 'unknown' : (titles.get(level) ?? level));
  const to = named(maturity);
  if (before === undefined) return { feature, title, team, change: 'new', to };
  const change = DEPRECATED.includes(maturity ?? '') ? 'deprecated' : 'changed';
  return { feature, title, team, change, from: named(before.maturity), to };
}

/** The last registration of a feature before a moment; `undefined` when it was not there. */
function registrationAt(facts: readonly Fact[], moment: string) {
  const known = facts.filter(({ detail }) => detail.occurredAt < moment);
  const last = known.findLast(({ type }) => type === 'FeatureRegistered' || type === 'FeatureRetired');
  if (last?.type !== 'FeatureRegistered') return undefined;
  // Registered again without a word of its maturity, it has the one it had.
  const since = known.findLastIndex(({ type }) => type === 'FeatureRetired') + 1;
  const said = ofType(known.slice(since), 'FeatureRegistered');
  return { ...last.detail, maturity: lastSaid(said, ({ detail }) => detail.maturity) ?? null };
}

export interface GradePart {
  readonly changed?: ChangedGrade | undefined;
  /** The next star within reach, also of a feature whose grade did not change. */
  readonly next?: ChangedGrade['next'];
  /** At the end of the period, and before it. */
  readonly standing?: Standing | undefined;
  readonly stoodBefore?: Standing | undefined;
}

/** The stars of a feature that changed within a period, and the next one within reach. */
export function gradePart(
  named: NamedFeature,
  graded: Graded,
  { first, last }: Pick<FeatureView, 'first' | 'last'>,
): GradePart {
  const ground = groundOf(graded);
  const now = gradeAt(ground, last);
  const rubric = rubricAt(graded.versions, last);
  if (now === undefined || rubric === undefined) return {};
  const was = gradeAt(ground, first);
  const [nearest] = nextStars(now, rubric);
  const next = nearest && { title: nearest.title, who: nearest.who, what: nearest.what };
  const stars = gradeDifference(was, now)
    .filter(isNews)
    .map(({ title, from, to, because }) => ({ title, from, to, because }));
  const from = was === undefined ? {} : { from: { earned: was.earned, of: was.of } };
  return {
    standing: [now.earned, now.of],
    stoodBefore: was && [was.earned, was.of],
    next,
    changed:
      stars.length === 0
        ? undefined
        : { ...named, ...from, to: { earned: now.earned, of: now.of }, stars, next },
  };
}

/** That a version of the rubric adds or removes a category is news of the rubric, and not of every feature. */
const isNews = ({ from, to }: StarDifference): boolean =>
  from === undefined ? to === 'earned' : to !== undefined && to !== from;
