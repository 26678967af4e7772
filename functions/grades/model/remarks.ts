/** Where declared maturity, stars and feature flag do not go together. Remarks, never errors: nothing waits for them. */

export interface Levels {
  /** Ids of the maturity levels that mean that a feature is for everyone. */
  readonly forEveryone: readonly string[];
  /** Ids of those that mean that it is not there, yet or any more. */
  readonly notThere: readonly string[];
}

/** Levels are the organisation's own; these are the usual ids. */
export const USUAL_LEVELS: Levels = { forEveryone: ['ga'], notThere: ['not_implemented', 'deprecated'] };

export interface Declared {
  /** Absent: nobody has declared one, and there is nothing to remark on. */
  readonly maturity?: string | undefined;
  readonly maturityTitle?: string | undefined;
  readonly hasFlag: boolean;
  /** Absent: nobody ever told it, so it is neither on nor off. */
  readonly isOnByDefault?: boolean | undefined;
  /** Absent: there is no rubric. */
  readonly grade?: { readonly earned: number; readonly of: number } | undefined;
}

export interface Remark {
  readonly kind: 'flag-off' | 'flag-on' | 'stars-unearned';
  readonly text: string;
}

export function remarksOf(declared: Declared, levels: Levels = USUAL_LEVELS): Remark[] {
  const { maturity, maturityTitle, hasFlag, isOnByDefault, grade } = declared;
  if (maturity === undefined) return [];
  const level = maturityTitle ?? maturity;
  const everyone = levels.forEveryone.includes(maturity);
  const remarks: Remark[] = [];
  if (everyone && hasFlag && isOnByDefault === false) {
    remarks.push({ kind: 'flag-off', text: `declared ${level}, and its feature flag is off by default` });
  }
  if (levels.notThere.includes(maturity) && hasFlag && isOnByDefault === true) {
    remarks.push({ kind: 'flag-on', text: `declared ${level}, and its feature flag is on by default` });
  }
  if (everyone && grade !== undefined && grade.earned < grade.of) {
    remarks.push({ kind: 'stars-unearned', text: unearned(level, grade) });
  }
  return remarks;
}

function unearned(level: string, { earned, of }: { earned: number; of: number }): string {
  const open = of - earned;
  return `declared ${level}, and ${open} of ${of} ${of === 1 ? 'star is' : 'stars are'} not earned`;
}
