/** Who may join the early stages of a feature, and how many did. Accounts are counted, and never named. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';

type Stage = Output<typeof stage>;

export const enrollmentState = lazy(() =>
  z.object({
    stages: z.partialRecord(
      stage(),
      z.object({
        /** Absent until it is said to open or close. */
        isOpen: z.boolean().optional(),
        accounts: z.int(),
      }),
    ),
    /** Each account once: also one that is in both stages, or in none by name. */
    accounts: z.int(),
  }),
);
export type EnrollmentState = Output<typeof enrollmentState>;

/** The stages of a feature while its ledger is read. */
interface Enrolling {
  readonly isOpen: Map<Stage, boolean>;
  /** Accounts by stage; those without a named stage are in none of them, and count in all. */
  readonly members: ReadonlyMap<Stage | 'unnamed', Set<string>>;
  isRetired: boolean;
}

/**
 * What a feature's ledger says of its enrolment; `undefined` where it says nothing. Closed, a stage keeps the accounts that
 * joined. A retired feature is closed, and what was open before is not open again when it is back. An account that
 * leaves without a named stage leaves both; one that leaves a stage also leaves what it joined without naming one.
 * @param facts in order
 */
export function enrollmentOf(facts: readonly Fact[]): EnrollmentState | undefined {
  const enrolling: Enrolling = {
    isOpen: new Map(),
    members: new Map([...stage().options, 'unnamed' as const].map((each) => [each, new Set()])),
    isRetired: false,
  };
  let isSaid = false;
  for (const fact of facts) isSaid = take(enrolling, fact) || isSaid;
  return isSaid ? countsOf(enrolling) : undefined;
}

/** Takes in one fact. @returns whether it is about enrolment */
function take(enrolling: Enrolling, { type, detail }: Fact): boolean {
  const { isOpen, members } = enrolling;
  switch (type) {
    case 'EnrollmentOpened':
      isOpen.set(detail.stage, true);
      return true;
    case 'EnrollmentClosed':
      isOpen.set(detail.stage, false);
      return true;
    case 'AccountEnrolled':
      members.get(detail.stage ?? 'unnamed')?.add(detail.account);
      return true;
    case 'AccountLeft':
      for (const [each, accounts] of members)
        if (detail.stage == null || each === detail.stage || each === 'unnamed')
          accounts.delete(detail.account);
      return true;
    case 'FeatureRegistered':
      enrolling.isRetired = false;
      return false;
    case 'FeatureRetired':
      enrolling.isRetired = true;
      for (const each of isOpen.keys()) isOpen.set(each, false);
      return false;
    default:
      return false;
  }
}

function countsOf({ isOpen, members, isRetired }: Enrolling): EnrollmentState {
  const stages: EnrollmentState['stages'] = {};
  for (const each of stage().options) {
    const accounts = members.get(each)?.size ?? 0;
    const open = isOpen.get(each);
    if (accounts === 0 && open === undefined) continue;
    stages[each] = { isOpen: isRetired ? false : open, accounts };
  }
  const all = new Set([...members.values()].flatMap((accounts) => [...accounts]));
  return { stages, accounts: all.size };
}
