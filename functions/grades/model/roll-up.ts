/** The grades of several features in one: of a team, of a product area. */

export interface RollUp {
  /** Features with a grade. */
  readonly features: number;
  readonly earned: number;
  readonly of: number;
  /** From 0 to 1; absent where no star applies, which is neither good nor bad. */
  readonly share?: number | undefined;
}

/**
 * Sums over features: `earned = Σ earned`, `of = Σ of`, `share = earned / of`. Every star weighs the same, so a feature to
 * which more stars apply weighs more; a feature without a grade (no rubric holds) weighs nothing.
 */
export function rollUp(
  grades: readonly ({ readonly earned: number; readonly of: number } | undefined)[],
): RollUp {
  const known = grades.flatMap((grade) => grade ?? []);
  const earned = known.reduce((sum, grade) => sum + grade.earned, 0);
  const of = known.reduce((sum, grade) => sum + grade.of, 0);
  return { features: known.length, earned, of, share: of === 0 ? undefined : earned / of };
}
