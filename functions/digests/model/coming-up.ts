/** What comes up for a feature: tasks before its launch, an experiment that runs on, a flag that can go, its enrolment. */
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type EnrollmentState, enrollmentOf } from '../../catalog/model/enrollment.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import { turnedOnWithin } from '../../catalog/model/flag.ts';
import { plural } from '../../outline/plural.ts';
import { experimentRemark } from './experiment.ts';
import { tasksFor } from './launch.ts';
import type { FeatureMaterial, FeatureView } from './material.ts';
import type { ComingUp, NamedFeature } from './model.ts';

/** @param state of the feature at the end of the period */
export const comingUp = (
  named: NamedFeature,
  state: FeatureState,
  material: FeatureMaterial,
  view: FeatureView,
): ComingUp[] => [
  ...launchOf(named, state, material, view),
  ...experimentOf(named, material, view),
  ...flagOf(named, state, material, view),
  ...enrollmentNews(named, material.facts, view),
];

function launchOf(
  named: NamedFeature,
  { launchTier }: FeatureState,
  { facts, plannedAt }: FeatureMaterial,
  { tasks, zone, last, ahead }: FeatureView,
): ComingUp[] {
  if (plannedAt === undefined) return [];
  return tasksFor({ launchTier, facts }, plannedAt, tasks, zone, last)
    .filter(({ isDone, dueAt }) => !isDone && dueAt <= ahead)
    .map(({ text, dueAt, isOverdue, tier }) => ({
      kind: 'launch',
      ...named,
      text: `${tier}: ${text}`,
      dueAt,
      isOverdue,
    }));
}

function experimentOf(named: NamedFeature, material: FeatureMaterial, view: FeatureView): ComingUp[] {
  const remark = experimentRemark(material, view);
  return remark === undefined ? [] : [{ kind: 'experiment', ...named, ...remark }];
}

/** Offered once: in the period in which the release that the flag stayed for was cut. */
function flagOf(
  named: NamedFeature,
  { flag }: FeatureState,
  { flagFacts, judged }: FeatureMaterial,
  { from, last }: FeatureView,
): ComingUp[] {
  const found = flag === undefined ? undefined : shippedOn(flagFacts, judged, last);
  if (found === undefined || found.until < from) return [];
  const text = `feature flag ${flag} can be removed, on by default since ${found.release}`;
  return [{ kind: 'flag', ...named, text, isOverdue: false }];
}

/**
 * The release after which a feature's flag can go, if that is cut by a moment. The first release that is cut after the default turned on ships it on, and
 * its users can still switch it off, so the flag stays for that one release. Once it is cut, work goes into its successor,
 * which does not need the flag. Turned off and on again, the count starts again. A flag whose default is unknown is not
 * offered.
 * @param flagFacts the flag's ledger, in order
 * @param judged the cycles of the feature's train, in order
 */
export function shippedOn<Judged extends Pick<Cycle, 'until'>>(
  flagFacts: readonly Fact[],
  judged: readonly Judged[],
  at: string,
): Judged | undefined {
  const since = turnedOnWithin(flagFacts, undefined, at)?.detail.occurredAt;
  return since === undefined ? undefined : judged.find(({ until }) => until >= since && until <= at);
}

/** What changed of a feature's enrolment within a period. Accounts are counted and never named. */
export function enrollmentNews(
  named: NamedFeature,
  facts: readonly Fact[],
  { first, last }: Pick<FeatureView, 'first' | 'last'>,
): ComingUp[] {
  const [was, is] = [first, last].map((moment) =>
    enrollmentWords(enrollmentOf(facts.filter(({ detail }) => detail.occurredAt <= moment))),
  );
  return is === undefined || is === was ? [] : [{ kind: 'enrolment', ...named, text: is, isOverdue: false }];
}

const STAGES = { eap: 'early access', beta: 'beta' } as const;

/** `early access is closed, 3 accounts; beta is open, 12 accounts; 14 accounts in all` */
function enrollmentWords(state: EnrollmentState | undefined): string {
  if (state === undefined) return plural(0, 'account');
  const words = stage().options.flatMap((name) => {
    const known = state.stages[name];
    if (known === undefined) return [];
    const accounts = plural(known.accounts, 'account');
    if (known.isOpen === undefined) return [`${STAGES[name]}: ${accounts}`];
    return [`${STAGES[name]} is ${known.isOpen ? 'open' : 'closed'}, ${accounts}`];
  });
  // An account can be in both stages, or in one that is not named here.
  const counted = stage().options.reduce((sum, name) => sum + (state.stages[name]?.accounts ?? 0), 0);
  const inAll = plural(state.accounts, 'account');
  if (words.length === 0) return inAll;
  return [...words, ...(counted === state.accounts ? [] : [`${inAll} in all`])].join('; ');
}
