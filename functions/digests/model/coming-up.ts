/** What comes up for a feature: tasks before its launch, an experiment that runs on, a flag that can go, its enrolment. */
import { Temporal } from 'temporal-polyfill';
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type EnrollmentState, enrollmentOf } from '../../catalog/model/enrollment.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import { turnedOnWithin } from '../../catalog/model/flag.ts';
import { plural } from '../../outline/plural.ts';
import { tasksFor } from './launch.ts';
import type { FeatureMaterial, FeatureView } from './material.ts';
import type { ComingUp, NamedFeature } from './model.ts';
import { isSettled } from './verified.ts';

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

/** Ids of the maturity levels that mean an experiment, which does not run on by itself. Levels are the organisation's own; these are the usual ids. */
const LEVELS: readonly string[] = ['experimental', 'experiment', 'prototype'];

/**
 * When a feature became the experiment that it is at a moment; `undefined` when it is none. From one experimental level to
 * another it stays the same experiment; retired and registered again, it is another.
 * @param facts the feature's ledger with those of its former names, in order
 */
export function experimentSince(facts: readonly Fact[], at: string): string | undefined {
  let since: string | undefined;
  for (const { type, detail } of facts) {
    if (detail.occurredAt > at) break;
    if (type === 'FeatureRetired') since = undefined;
    // Registered again without a word of its maturity, it has the one it had.
    if (type !== 'FeatureRegistered' || detail.maturity === undefined) continue;
    since = LEVELS.includes(detail.maturity ?? '') ? (since ?? detail.occurredAt) : undefined;
  }
  return since;
}

/**
 * What there is to say of an experiment at a moment: nothing when it has a removal (`experiment.removal` is recorded, as a
 * date or in words), a plan (`experiment.plan`) or a planned shipment; and nothing while its month ends later than `ahead`.
 * @returns due one month after the experiment started, by the calendar of the zone
 */
export function experimentRemark(
  { facts, isPlanned }: Pick<FeatureMaterial, 'facts' | 'isPlanned'>,
  { zone, last: at, ahead }: Pick<FeatureView, 'zone' | 'last' | 'ahead'>,
): Pick<ComingUp, 'text' | 'dueAt' | 'isOverdue'> | undefined {
  const since = experimentSince(facts, at);
  if (since === undefined || isPlanned) return undefined;
  if (isSettled(facts, 'experiment.removal', at) || isSettled(facts, 'experiment.plan', at)) return undefined;
  const due = Temporal.Instant.from(since).toZonedDateTimeISO(zone).add({ months: 1 });
  const dueAt = new Date(due.toInstant().epochMilliseconds).toISOString();
  const isOverdue = dueAt <= at;
  if (!isOverdue && dueAt > ahead) return undefined;
  const text = `an experiment that ${isOverdue ? 'still needs' : 'needs'} a removal or a staffed plan`;
  return { text, dueAt, isOverdue };
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
