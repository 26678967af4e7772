/** What a digest says of one feature of a team. */
import { foldFeature } from '../../catalog/model/feature.ts';
import { snoozedUntil } from '../../catalog/model/snooze.ts';
import { comingUp } from './coming-up.ts';
import { changeWithin } from './feature-changes.ts';
import { type GradePart, gradePart } from './grade-part.ts';
import type { FeatureMaterial, FeatureView } from './material.ts';
import { noSections, type Sections, section } from './sections.ts';
import { isOf } from './seen-features.ts';
import { unverifiedSince } from './verified.ts';

export interface FeaturePart extends Omit<GradePart, 'changed'> {
  readonly feature: string;
  readonly title: string;
  readonly sections: Sections;
  /** Whether it was left out because somebody snoozed it. */
  readonly isSnoozed: boolean;
}

/** @returns `undefined` for what is not there, not registered, retired, or another team's at the end of the period */
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
  const { changed, ...grade } = gradePart(
    named,
    { feature, facts, versions: view.versions, ruleOnFacts: view.ruleOnFacts },
    view,
  );
  const isSnoozed = snoozedUntil(facts, view.last) !== undefined;
  if (isSnoozed) return { feature, title, ...grade, isSnoozed, sections: noSections };
  const change = changeWithin(feature, facts, view, view.maturities);
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
