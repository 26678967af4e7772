/** What a digest says of one feature of a team. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../calendar.ts';
import { experimentRemark } from '../experiment.ts';
import { type FeatureState, foldFeature } from '../feature.ts';
import { changeWithin } from '../feature-changes.ts';
import type { Rubric } from '../grade/rubric.ts';
import { type LaunchTask, tasksFor } from '../launch.ts';
import { retirableFlag } from '../retirable-flag.ts';
import { snoozedUntil } from '../snooze.ts';
import { lastSeenAt, unverifiedSince } from '../verified.ts';
import { enrollmentNews } from './enrollment-news.ts';
import { type GradePart, gradePart } from './grade-part.ts';
import type { ComingUp } from './model.ts';
import { noSections, type Sections, section } from './sections.ts';

/** What all features of a team are looked at with. */
export interface FeatureView {
  readonly versions: readonly Rubric[];
  readonly tasks: readonly LaunchTask[];
  /** Titles of maturity levels. */
  readonly maturities: ReadonlyMap<string, string>;
  readonly zone: string;
  /** The last instants before the period, and of it: UTC. What happened later is not looked at. */
  readonly first: string;
  readonly last: string;
  /** The period (from inclusive, until exclusive), and the end of the one after it: how far ahead to look. */
  readonly from: string;
  readonly until: string;
  readonly ahead: string;
}

/** A feature with all that is read for it. */
export interface FeatureMaterial {
  readonly feature: string;
  /** Its ledger, in order, up to the end of the period. */
  readonly facts: readonly Fact[];
  readonly flagFacts: readonly Fact[];
  /** The judged cycles of its project's train, in order. */
  readonly judged: readonly Cycle[];
  /** When it is planned to be released, where an active project plans to ship it. UTC instant. */
  readonly plannedAt?: string | undefined;
  readonly isPlanned: boolean;
}

export interface FeaturePart extends Omit<GradePart, 'changed'> {
  readonly sections: Sections;
  readonly title: string;
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
  const isThere = state.registered && state.retiredAt === undefined && state.renamedTo === undefined;
  if (!isThere || state.team !== team) return undefined;
  const named = { feature, title: state.title ?? feature, team };
  const grade = gradePart(named, { feature, facts, versions: view.versions }, view.first, view.last);
  const { changed, ...rest } = grade;
  const change = changeWithin(feature, facts, view, view.maturities);
  const sections = {
    ...noSections,
    features: section('features', change === undefined ? [] : [change]),
    grades: section('grades', changed === undefined ? [] : [changed]),
    unverified: section('unverified', unverifiedOf(named, state, view)),
    upcoming: section('upcoming', upcomingOf(named, state, material, view)),
  };
  const until = snoozedUntil(facts, view.last);
  const isSnoozed = until !== undefined;
  return { ...rest, title: named.title, isSnoozed, sections: isSnoozed ? noSections : sections };
}

interface Named {
  readonly feature: string;
  readonly title: string;
  readonly team: string;
}

const unverifiedOf = ({ feature, title, team }: Named, state: FeatureState, { from }: FeatureView) =>
  unverifiedSince([{ entity: `feature:${feature}`, title, team, state }], { from });

function upcomingOf(
  named: Named,
  state: FeatureState,
  material: FeatureMaterial,
  view: FeatureView,
): ComingUp[] {
  const { facts, flagFacts, judged, plannedAt, isPlanned } = material;
  const { zone, last, ahead } = view;
  const tasks =
    plannedAt === undefined
      ? []
      : tasksFor({ ...named, launchTier: state.launchTier, facts }, plannedAt, view.tasks, zone, last);
  const experiment = experimentRemark({ facts, isPlanned, zone }, last, ahead);
  const flag = retirableFlag(state, flagFacts, judged, last);
  return [
    ...tasks
      .filter(({ isDone, dueAt }) => !isDone && dueAt <= ahead)
      .map(({ text, dueAt, isOverdue, tier }) => ({
        kind: 'launch' as const,
        ...named,
        text: `${tier}: ${text}`,
        dueAt,
        isOverdue,
      })),
    ...(experiment === undefined ? [] : [{ kind: 'experiment' as const, ...named, ...experiment }]),
    ...(flag === undefined
      ? []
      : [
          {
            kind: 'flag' as const,
            ...named,
            text: `its feature flag ${flag.flag} has been on by default since ${flag.release}, and can be removed`,
            isOverdue: false,
          },
        ]),
    ...enrollmentNews(named, facts, view),
  ];
}

/** When a feature was last looked at, for the steps that confirm features. */
export function seenAt(
  team: string,
  { feature, facts }: Pick<FeatureMaterial, 'feature' | 'facts'>,
  moment: string,
) {
  const state = foldFeature(
    feature,
    facts.filter(({ detail }) => detail.occurredAt <= moment),
  );
  const seen = lastSeenAt(state);
  const isThere = state.registered && state.retiredAt === undefined && state.renamedTo === undefined;
  return seen === undefined || !isThere || state.team !== team
    ? []
    : [{ entity: `feature:${feature}`, lastSeenAt: seen }];
}
