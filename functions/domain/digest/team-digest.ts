/** The digest of one team for one period. */
import type { Fact } from '../../../events/catalogue.ts';
import { type CadenceVersion, completionOf, stepsOf } from '../cadence.ts';
import { after, type Period } from '../period.ts';
import { snoozedUntil } from '../snooze.ts';
import type { TeamState } from '../team.ts';
import type { Verdict } from '../verdict.ts';
import { unverifiedSince } from '../verified.ts';
import { nextActions } from './actions.ts';
import { correctionsOf } from './corrections.ts';
import {
  type FeatureMaterial,
  type FeaturePart,
  type FeatureView,
  featurePart,
  seenAt,
} from './feature-part.ts';
import { escalates, ignoredBefore } from './ignored.ts';
import { isQuiet } from './is-quiet.ts';
import type { CadenceItem, Digest, OpenReview } from './model.ts';
import { projectPart } from './project-part.ts';
import { named } from './roll-up.ts';
import { merged, noSections, type Sections, section } from './sections.ts';
import { pointOf, trendAfter } from './trend.ts';

/** All that is read for it. Facts are in order, and none is later than `last`. */
export interface TeamMaterial {
  readonly state: TeamState;
  readonly facts: readonly Fact[];
  readonly period: Period;
  /** The last instant that is looked at, UTC: the end of the period, or now in one that is not over. */
  readonly last: string;
  /** UTC instant. */
  readonly madeAt: string;
  readonly view: FeatureView;
  readonly cadence: readonly CadenceVersion[];
  readonly features: readonly FeatureMaterial[];
  /** In the releases that were cut within the period. */
  readonly verdicts: readonly {
    readonly verdict: Verdict;
    readonly train: string;
    readonly streak: number;
  }[];
  readonly reviews: readonly OpenReview[];
  /** The digest of the period before, and what has become of the verdicts that it told. */
  readonly previous?: Digest | undefined;
  readonly judgedSince: readonly Verdict[];
}

export function teamDigest(material: TeamMaterial): Digest {
  const { state, period, previous, last, madeAt } = material;
  const parts = partsOf(material);
  const cadence = stepsOfTeam(material);
  const corrections =
    previous === undefined
      ? []
      : correctionsOf(
          previous,
          material.judgedSince,
          standingsOf(parts, ({ stoodBefore }) => stoodBefore),
        );
  const sections = [...parts.map((part) => part.sections), ownSections(material, cadence)].reduce(merged, {
    ...noSections,
    corrections: section('corrections', corrections),
  });
  const completion = completionOf(cadence);
  const ignored = ignoredBefore(previous, factsOf(material), period.from, last);
  return {
    ...named(period),
    audience: `team:${state.team}`,
    title: state.title ?? state.team,
    madeAt,
    ...sections,
    isQuiet: isQuiet(sections),
    snoozed: parts.filter(({ isSnoozed }) => isSnoozed).length,
    completion,
    completionBefore: previous?.completion,
    actions: nextActions(sections, starsOf(parts)),
    trend: trendAfter(previous, pointOf(period.name, sections, completion)),
    ignored,
    escalates: escalates(ignored, period),
    standings: standingsOf(parts, ({ standing }) => standing),
  };
}

type Part = FeaturePart & { readonly feature: string };

const partsOf = ({ state, features, view }: TeamMaterial): Part[] =>
  features.flatMap((each) => {
    const part = featurePart(state.team, each, view);
    return part === undefined ? [] : [{ ...part, feature: each.feature }];
  });

function stepsOfTeam({ state, facts, features, cadence, period, last }: TeamMaterial): CadenceItem[] {
  const asked = {
    team: state.team,
    contacts: state.contacts,
    facts,
    versions: cadence,
    featuresAt: (moment: string) => features.flatMap((each) => seenAt(state.team, each, moment)),
  };
  return stepsOf(asked, period, last);
}

/** What is said of the team itself: its record, its steps, its projects and its reviews. */
function ownSections(
  { state, facts, period, last, verdicts, reviews }: TeamMaterial,
  cadence: CadenceItem[],
): Sections {
  const { team, title = team } = state;
  const own = verdicts.filter(({ verdict }) => verdict.team === team);
  const projects = own.map(({ verdict, train, streak }) => projectPart(verdict, train, streak));
  const isSnoozed = snoozedUntil(facts, last) !== undefined;
  const record = { entity: `team:${team}`, title, team, state };
  return {
    ...noSections,
    silent: section(
      'silent',
      projects.flatMap(({ silent }) => silent),
    ),
    shipped: section(
      'shipped',
      projects.flatMap(({ shipped }) => shipped),
    ),
    reviews: section('reviews', reviews),
    unverified: section('unverified', isSnoozed ? [] : unverifiedSince([record], period)),
    cadence: section('cadence', cadence),
  };
}

/** Features whose standing a digest keeps: with every id at its longest they stay within what an item holds. */
const MOST_STANDINGS = 600;

function standingsOf(
  parts: readonly Part[],
  of: (part: Part) => Part['standing'],
): NonNullable<Digest['standings']> {
  const standing = parts.flatMap((part): [string, [number, number]][] => {
    const stood = of(part);
    return stood === undefined ? [] : [[part.feature, stood]];
  });
  return Object.fromEntries(standing.slice(0, MOST_STANDINGS));
}

const starsOf = (parts: readonly Part[]) =>
  new Map(
    parts.flatMap(({ feature, title, next, isSnoozed }) =>
      next === undefined || isSnoozed ? [] : [[feature, { title, next }] as const],
    ),
  );

function* factsOf({ facts, features }: TeamMaterial): Generator<Fact> {
  yield* facts;
  for (const each of features) yield* each.facts;
}

/** What features are looked at with, for a period. @param last as above */
export const viewOf = (
  period: Period,
  last: string,
  known: Pick<FeatureView, 'versions' | 'tasks' | 'maturities'>,
): FeatureView => ({
  ...known,
  zone: period.zone,
  first: justBefore(period.from),
  last,
  from: period.from,
  until: period.until,
  ahead: after(period).until,
});

/** The last instant that a ledger can tell from this one. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();
