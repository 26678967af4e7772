/** Whether a team has done a step of its cadence for a period. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Period } from '../../kernel/model/period.ts';
import { followerOf, lastMomentOf } from './cadence-periods.ts';

/** A record, and when somebody last looked at it or changed it. */
export interface Seen {
  /** `feature:code-search` */
  readonly entity: string;
  /** UTC instant. */
  readonly lastSeenAt: string;
}

interface Step {
  readonly step: string;
  readonly confirms?: 'team' | 'features' | null | undefined;
}

interface Doer {
  readonly team: string;
  readonly facts: readonly Fact[];
  featuresAt(moment: string): readonly Seen[];
}

/**
 * Whether a step was done, as of a moment: somebody said so, for this very period, however late; or the records that the
 * step confirms were looked at from the beginning of the period until the next one ends.
 * @returns `nothing to do` where the step confirms features, and the team has none
 */
export function completedBy(
  doer: Doer,
  { step, confirms }: Step,
  period: Period,
  at: string,
): boolean | 'nothing to do' {
  if (saidDone(doer, step, period, at)) return true;
  // A look belongs to no period by itself: once the next has ended, it is no answer to this one any more.
  const last = lastMomentOf(followerOf(period));
  const until = at < last ? at : last;
  if (confirms === 'team') return wasVerified(doer, period.from, until);
  return confirms === 'features' ? wereSeen(doer, period.from, until) : false;
}

const saidDone = ({ team, facts }: Doer, step: string, { name }: Period, at: string): boolean =>
  facts.some(
    ({ type, detail }) =>
      type === 'CadenceCompleted' &&
      detail.team === team &&
      detail.step === step &&
      detail.period === name &&
      detail.occurredAt <= at,
  );

/** As a whole: who looked at one field has not looked at the record. */
const wasVerified = ({ team, facts }: Doer, from: string, until: string): boolean =>
  facts.some(
    ({ type, detail }) =>
      type === 'RecordVerified' &&
      detail.entity === `team:${team}` &&
      (detail.fields ?? []).length === 0 &&
      detail.occurredAt >= from &&
      detail.occurredAt <= until,
  );

function wereSeen(doer: Doer, from: string, until: string): boolean | 'nothing to do' {
  const features = doer.featuresAt(until);
  if (features.length === 0) return 'nothing to do';
  return features.every(({ lastSeenAt }) => lastSeenAt >= from);
}
