/** The verdict of one project in one release: a pure function of the facts. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type Life, lifeOf } from '../../catalog/model/project.ts';
import { teamIn } from '../../catalog/model/team.ts';
import { evidenceFor, type Work } from './evidence.ts';
import { type Exemption, exemptionFor, foldExemptions } from './exemption.ts';
import { type Evidence, MAX_EVIDENCE, type Timing, type Verdict } from './verdict.ts';

/**
 * "Each project, however long-running, plans to ship something in each release. Best: on by default. Next best: behind a
 * feature flag. A project that ships nothing in a release is flagged." The best exposure that counts wins; then an exemption;
 * then whether the project was expected to ship at all.
 * @returns `undefined` when it had not started by the cut, was on another train, or had ended before the window opened
 */
export function judge(work: Work, cycle: Cycle): Verdict | undefined {
  const life = lifeOf(work.facts, cycle.until);
  if (life === undefined || life.train !== cycle.train || endedBefore(life, cycle)) return undefined;
  const evidence = evidenceFor(work, cycle);
  const exemption = exemptionFor(foldExemptions(work.facts, cycle.names), cycle.names, cycle.until);
  const decision = decide(evidence, exemption, life);
  const excuses = exemption === undefined ? [] : [excuse(exemption)];
  // What decided comes first, where there is more evidence than is stored.
  const shown = decision.verdict === 'exempt' ? [...excuses, ...evidence] : [...evidence, ...excuses];
  return {
    release: cycle.release,
    project: work.project,
    title: life.title,
    team: life.team,
    ...decision,
    evidence: shown.slice(0, MAX_EVIDENCE),
    evidenceOmitted: Math.max(0, shown.length - MAX_EVIDENCE),
    timing: timingOf(evidence, cycle),
  };
}

const endedBefore = ({ status, since }: Life, { after }: Cycle) =>
  status === 'ended' && after !== undefined && since <= after;

type Decision = Pick<Verdict, 'verdict' | 'because'>;

function decide(evidence: readonly Evidence[], exemption: Exemption | undefined, life: Life): Decision {
  const best = evidence[0];
  if (best?.counts === true) {
    const verdict = best.exposure === 'on-by-default' ? 'shipped-on' : 'shipped-off';
    return { verdict, because: best.because };
  }
  if (exemption !== undefined) return { verdict: 'exempt', because: exemptBecause(exemption) };
  if (life.status !== 'active')
    return { verdict: 'not-expected', because: `the project is ${life.status} at the cut` };
  const open = evidence.find(isUndecided);
  if (open !== undefined)
    return { verdict: 'unknown', because: `it is not known whether “${open.title}” was merged` };
  return { verdict: 'shipped-nothing', because: `no change or shipment in the window${takenBack(evidence)}` };
}

const isUndecided = ({ kind, corrections }: Evidence) =>
  kind === 'undecided' && corrections?.at(-1)?.kind !== 'withdrawn';

function takenBack(evidence: readonly Evidence[]): string {
  const pieces = evidence.filter(({ kind }) => kind !== 'revert' && kind !== 'undecided');
  if (pieces.length === 0) return '';
  const isReverted = pieces.some(({ corrections }) => corrections?.some(({ kind }) => kind === 'reverted'));
  return `, and what it had shipped was ${isReverted ? 'reverted or ' : ''}withdrawn`;
}

const excuse = (exemption: Exemption): Evidence => ({
  kind: 'exemption',
  event: exemption.event,
  at: exemption.grantedAt,
  counts: false,
  because: exemptBecause(exemption),
  approver: exemption.approver,
});

/** Shown to everybody, so it names no person: only a team is said to have granted it. */
function exemptBecause({ until, approver, reason }: Exemption): string {
  const team = teamIn(approver);
  const by = team === undefined ? '' : `, granted by team ${team}`;
  return `exempt${until === undefined ? '' : ` until ${until.slice(0, 10)}`}${by}: ${reason}`;
}

/** "Larger work is merged mid-cycle so that feedback comes before the release is cut": reported, never judged. */
function timingOf(evidence: readonly Evidence[], cycle: Cycle): Timing {
  const merged = evidence.filter(({ kind, counts }) => kind === 'change' && counts).map(({ at }) => at);
  const { midCycleAt: middle, featureFreezeAt: freeze } = cycle;
  return {
    changes: merged.length,
    beforeMidCycle: middle === undefined ? undefined : merged.filter((at) => at <= middle).length,
    afterFreeze: freeze === undefined ? undefined : merged.filter((at) => at > freeze).length,
  };
}
