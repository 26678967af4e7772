/** Where declared maturity, stars and feature flag contradict each other. Remarks, never errors: nothing waits for them. */
import type { GradeReport } from './report.ts';
import type { Star } from './star.ts';

/** Usual ids of the maturity levels that mean that a feature is for everyone. */
const FOR_EVERYONE: readonly string[] = ['ga'];
/** Usual ids of those that mean that it is not available, yet or any more. */
const NOT_AVAILABLE: readonly string[] = ['not_implemented', 'deprecated'];

export interface Declared {
  /** Absent where nobody has declared one: then there is nothing to remark on. */
  readonly maturity?: string | undefined;
  readonly hasFlag: boolean;
  /** Absent where nobody ever recorded it: then it is neither on nor off. */
  readonly isOnByDefault?: boolean | undefined;
  /** Absent where there is no rubric. */
  readonly stars?: readonly Pick<Star, 'word' | 'counts'>[] | undefined;
}

type Remark = GradeReport['remarks'][number];

export function remarksOf({ maturity, hasFlag, isOnByDefault, stars = [] }: Declared): Remark[] {
  if (maturity === undefined) return [];
  const isForEveryone = FOR_EVERYONE.includes(maturity);
  const remarks: Remark[] = [];
  if (isForEveryone && hasFlag && isOnByDefault === false) {
    remarks.push({ kind: 'flag-off', text: `declared ${maturity}, and its feature flag is off by default` });
  }
  if (NOT_AVAILABLE.includes(maturity) && hasFlag && isOnByDefault === true) {
    remarks.push({ kind: 'flag-on', text: `declared ${maturity}, and its feature flag is on by default` });
  }
  const open = isForEveryone ? openStars(stars) : undefined;
  if (open !== undefined) remarks.push({ kind: 'stars-unearned', text: `declared ${maturity}, and ${open}` });
  return remarks;
}

/** `2 of 8 stars are not earned, 3 unknown`; `undefined` where all that count are earned */
function openStars(stars: readonly Pick<Star, 'word' | 'counts'>[]): string | undefined {
  const counted = stars.filter(({ word, counts }) => counts && word !== 'not-applicable');
  const numberOf = (wanted: Star['word']) => counted.filter(({ word }) => word === wanted).length;
  const open = [
    { count: numberOf('not-earned'), what: 'not earned' },
    { count: numberOf('unknown'), what: 'unknown' },
  ].filter(({ count }) => count > 0);
  if (open.length === 0) return undefined;
  const of = ` of ${counted.length} ${counted.length === 1 ? 'star is' : 'stars are'}`;
  return open.map(({ count, what }, at) => `${count}${at === 0 ? of : ''} ${what}`).join(', ');
}
