/** What a star is, how stars add up, and the words for what a side said of one. */
import type { StarWord } from '../../../events/announcements/feature.ts';
import type { GradeReport } from './report.ts';
import type { Side, Statement } from './statements.ts';

/** The last statement of one side, and how long it holds. */
export interface Given extends Statement {
  /** UTC instant at which it no longer holds; only what was granted expires. */
  readonly expiresAt?: string | undefined;
  /** The version of the rubric that requires it again: it no longer holds. */
  readonly askedAgainBy?: string | undefined;
}

type ReportedStar = NonNullable<GradeReport['grade']>['stars'][number];

/** The decision on a star, before expiry is applied. */
export interface Ruling extends Pick<ReportedStar, 'because' | 'missing' | 'expiresAt'> {
  readonly given: { readonly team?: Given | undefined; readonly author?: Given | undefined };
  /** The word as if nothing had expired yet; `unknown` from `expiresAt` on. */
  readonly settled: StarWord;
  /** The recorded facts that its rule lacks, for the policy `check`. */
  readonly unknownFacts: readonly string[];
}

/** The star of one category, for one feature at one moment, and why it is what it is. */
export type Star = Ruling & ReportedStar;

/** Stars earned, of those that count and apply. */
export function countOf(stars: readonly Pick<Star, 'word' | 'counts'>[]): { earned: number; of: number } {
  const counted = stars.filter(({ word, counts }) => counts && word !== 'not-applicable');
  return { earned: counted.filter(({ word }) => word === 'earned').length, of: counted.length };
}

/**
 * Sums over features: `earned = Σ earned`, `of = Σ of`, `share = earned / of`. Every star weighs the same, so a feature to
 * which more stars apply weighs more; a feature without a grade (no rubric holds) weighs nothing.
 * @returns `share` from 0 to 1; absent where no star applies, which is neither good nor bad
 */
export function rollUp(grades: readonly ({ readonly earned: number; readonly of: number } | undefined)[]) {
  const known = grades.flatMap((grade) => grade ?? []);
  const earned = known.reduce((sum, grade) => sum + grade.earned, 0);
  const of = known.reduce((sum, grade) => sum + grade.of, 0);
  return { features: known.length, earned, of, share: of === 0 ? undefined : earned / of };
}

export const dayOf = (moment: string): string => moment.slice(0, 10);

/** `by github:mira on 2024-04-05 (https://…)` */
export function source({ by, at, evidence }: Pick<Given, 'by' | 'at' | 'evidence'>): string {
  const who = by === undefined ? '' : `by ${by} `;
  return `${who}on ${dayOf(at)}${evidence === undefined ? '' : ` (${evidence})`}`;
}

const verbs = { granted: 'granted', revoked: 'taken back', 'not-applicable': 'said not to apply' } as const;

/** Why a statement no longer holds. */
function since({ expiresAt, askedAgainBy }: Given, at: string): string {
  if (askedAgainBy !== undefined) return `, and version ${askedAgainBy} of the rubric requires it again`;
  return expiresAt !== undefined && expiresAt <= at
    ? `, expired on ${dayOf(expiresAt)} and must be attested again`
    : '';
}

/** `granted by github:mira on 2024-04-05`; with the reason where it was not granted. */
export function statementWords(given: Given | undefined, at: string): string {
  if (given === undefined) return 'nothing said yet';
  const reason = given.word === 'granted' || given.comment === undefined ? '' : `: ${given.comment}`;
  return `${verbs[given.word]} ${source(given)}${since(given, at)}${reason}`;
}

export const sideName = (side: Side, team: string): string =>
  side === 'team' ? `team ${team}` : 'the author';
