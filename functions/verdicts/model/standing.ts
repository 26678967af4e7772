/**
 * How one project stands for a release to come: whether it would ship, what is at risk and why. What somebody can still change
 * comes first.
 */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type Life, lifeOf } from '../../catalog/model/project.ts';
import type { Work } from './evidence.ts';
import { judge } from './judge.ts';
import { hasBegun, horizonOf, pressureOf } from './milestones.ts';
import { isHeldBack, isMissing, nameOf, type PlanOutlook } from './plan-outlook.ts';
import { type Evidence, hasShipped, type Verdict } from './verdict.ts';

/** In the order in which they are shown: what somebody can still change comes first. */
export const STANDINGS = [
  'at-risk',
  'nothing-yet',
  'would-ship-off',
  'would-ship-on',
  'exempt',
  'not-expected',
  'starts-later',
] as const;
export type Standing = (typeof STANDINGS)[number];

interface StandingWords {
  readonly label: string;
  readonly about: string;
}

export const STANDING_WORDS: Readonly<Record<Standing, StandingWords>> = {
  'at-risk': { label: 'At risk', about: 'There is still time: each line says what is missing.' },
  'nothing-yet': { label: 'Nothing merged yet', about: 'The cycle is young, or has not begun.' },
  'would-ship-off': { label: 'Behind a feature flag', about: 'Cut now, it would ship off by default.' },
  'would-ship-on': { label: 'On by default', about: 'Cut now, it would reach users.' },
  exempt: { label: 'Exempt', about: 'Excused from shipping in this release.' },
  'not-expected': { label: 'Not expected', about: 'Not expected to ship in this release.' },
  'starts-later': { label: 'Starts later', about: 'Not at work yet, so nothing is at risk.' },
};

/** @param zone IANA zone of the reader, whose days are counted */
export interface View {
  /** UTC instant: what happened later is not known yet. */
  readonly now: string;
  readonly zone: string;
}

/** What the standing of a project is found from. */
export interface Looked {
  readonly known: Work;
  readonly cycle: Cycle;
  readonly view: View;
  readonly life: Life;
  readonly plans: readonly PlanOutlook[];
  readonly soFar: Verdict | undefined;
  readonly startsAt: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** How it stands, why, and what is good to know. */
interface Stands {
  readonly standing: Standing;
  readonly because: string;
  readonly risks: string[];
  readonly remarks: string[];
}

const calm = (standing: Standing, because: string, remarks: readonly string[] = []): Stands => ({
  standing,
  because,
  risks: [],
  remarks: [...remarks],
});

export function standingOf(looked: Looked): Stands {
  const ships = looked.soFar !== undefined && hasShipped(looked.soFar.verdict);
  return (ships ? undefined : excused(looked)) ?? working(looked, ships);
}

/** Nothing is expected of it now: it has not started, is exempt, or rests. */
function excused({ known, cycle, view, life, startsAt }: Looked): Stands | undefined {
  if (startsAt !== undefined) {
    const when = `it starts on ${startsAt.slice(0, 10)}`;
    return calm('starts-later', startsAt > cycle.until ? `${when}, after the cut` : when);
  }
  const atCut = judge(known, { ...cycle, until: horizonOf(cycle, view.now) });
  if (atCut?.verdict === 'exempt') return calm('exempt', atCut.because);
  const resting = [life, lifeOf(known.facts, view.now)].find((each) => each && each.status !== 'active');
  return resting && calm('not-expected', `the project is ${resting.status}`);
}

function working(looked: Looked, ships: boolean): Stands {
  const risks = risksOf(looked, ships);
  const remarks = remarksOf(looked, ships);
  const [first] = risks;
  if (first !== undefined) return { standing: 'at-risk', because: first, risks, remarks };
  if (!ships) return calm('nothing-yet', nothingWords(looked), remarks);
  const standing = looked.soFar?.verdict === 'shipped-on' ? 'would-ship-on' : 'would-ship-off';
  return calm(standing, looked.soFar?.because ?? '', remarks);
}

function nothingWords({ cycle, view, evidence, soFar }: Looked): string {
  if (soFar?.verdict === 'unknown') return soFar.because;
  if (hadMerged(evidence)) return NO_LONGER_COUNTS;
  return hasBegun(cycle, view.now) ? 'nothing is merged yet' : 'its cycle has not begun';
}

/** What speaks against the plans, or against shipping at all, with the reason why it matters now. */
function risksOf(looked: Looked, ships: boolean): string[] {
  const { cycle, view, plans, evidence, soFar } = looked;
  const pressure = pressureOf(cycle, view);
  const held = plans.filter(isHeldBack).map(heldBackWords);
  if (pressure === undefined) return held;
  // Nobody can do anything about it in the project, and it may have shipped.
  if (soFar?.verdict === 'unknown') return held;
  if (!ships) {
    const nothing = hadMerged(evidence) ? NO_LONGER_COUNTS : 'nothing is merged';
    return [`${nothing}, and ${pressure}`, ...held];
  }
  // A change that names no feature can be of any of them: then nobody knows that a feature is missing.
  const missing = namesEveryFeature(evidence) ? plans.filter(isMissing) : [];
  return [...missing.map((plan) => `nothing of ${nameOf(plan)} is merged, and ${pressure}`), ...held];
}

const NO_LONGER_COUNTS = 'what was merged does not count any more';

/** A revert of what counted for an earlier release is no work of this one. */
const hadMerged = (evidence: readonly Evidence[]) =>
  evidence.some(({ kind }) => kind !== 'revert' && kind !== 'undecided');

const namesEveryFeature = (evidence: readonly Evidence[]) =>
  evidence.every(({ counts, feature }) => !counts || feature !== undefined);

const heldBackWords = (plan: PlanOutlook) =>
  plan.flag === undefined
    ? `${nameOf(plan)} is planned on by default, and is off by default`
    : `${nameOf(plan)} is planned on by default, and its feature flag ${plan.flag} is off by default`;

function remarksOf({ plans, soFar, evidence }: Looked, ships: boolean): string[] {
  const unknown = plans.filter(
    ({ exposure: planned, soFar: is }) => planned === 'on-by-default' && is === 'unknown',
  );
  const isOff = soFar?.verdict === 'shipped-off' && !plans.some(isHeldBack);
  return [
    ...(plans.length === 0 && !ships ? ['nothing is planned'] : []),
    ...(ships && !namesEveryFeature(evidence)
      ? plans.filter(isMissing).map((plan) => `no merged change names ${nameOf(plan)}, which is planned`)
      : []),
    ...unknown.map(
      (plan) =>
        `${nameOf(plan)} is planned on by default; the default of feature flag ${plan.flag} is unknown, and counts as off`,
    ),
    ...(isOff ? ['only off by default so far'] : []),
  ];
}
