/** What the digest of a team is made from. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { TeamState } from '../../catalog/model/team.ts';
import type { RuleOnFacts } from '../../grades/model/grade.ts';
import type { Rubric } from '../../grades/model/rubric.ts';
import { after, type Period } from '../../kernel/model/period.ts';
import type { Verdict } from '../../verdicts/model/verdict.ts';
import type { CadenceVersion } from './cadence.ts';
import type { KnownSince } from './corrections.ts';
import type { LaunchTask } from './launch.ts';
import type { ComingRelease, Digest, OpenReview } from './model.ts';
import { justBefore } from './periods.ts';

/** What is the same for all features of a team, with the period. */
export interface FeatureView extends Period {
  readonly versions: readonly Rubric[];
  readonly ruleOnFacts: RuleOnFacts;
  readonly tasks: readonly LaunchTask[];
  /** Titles of maturity levels. */
  readonly maturities: ReadonlyMap<string, string>;
  /** The last instants before the period, and of it: UTC. What happened later does not count. */
  readonly first: string;
  readonly last: string;
  /** The end of the period after it: how far ahead to look. */
  readonly ahead: string;
}

/** @param last the last instant that is looked at: the end of the period, or now in one that is not over */
export const viewOf = (
  period: Period,
  last: string,
  known: Pick<FeatureView, 'versions' | 'ruleOnFacts' | 'tasks' | 'maturities'>,
): FeatureView => ({
  ...known,
  ...period,
  first: justBefore(period.from),
  last,
  ahead: after(period).until,
});

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

/** The verdict of a team's project. */
export interface OwnVerdict {
  readonly verdict: Verdict;
  readonly train: string;
  /** Judged releases in a row, up to this one, in which the project shipped nothing. */
  readonly streak: number;
}

/** All that is read for the digest of a team. Facts are in order, and none is later than `last`. */
export interface TeamMaterial {
  readonly state: TeamState;
  readonly facts: readonly Fact[];
  readonly period: Period;
  /** The last instant that is looked at, UTC: the end of the period, or now in one that is not over. */
  readonly last: string;
  readonly madeAt: string;
  readonly view: FeatureView;
  readonly cadence: readonly CadenceVersion[];
  readonly features: readonly FeatureMaterial[];
  /** In the releases that were cut within the period. */
  readonly verdicts: readonly OwnVerdict[];
  readonly reviews: readonly OpenReview[];
  /** What is coming on the trains of its projects. */
  readonly releases: readonly ComingRelease[];
  /** The digest of the period before, and what is known now of its projects. */
  readonly previous?: Digest | undefined;
  readonly since: Omit<KnownSince, 'stood'>;
}
