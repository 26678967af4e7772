/** What is different between two grades of one feature, and why. */
import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import type { Grade } from './grade.ts';
import type { Star } from './star.ts';
import { dayOf } from './star-words.ts';

export interface StarDifference {
  readonly category: string;
  readonly title: string;
  /** Absent where the rubric had no such category. */
  readonly from?: StarWord | undefined;
  /** Absent where it has none any more. The same as `from` where only whether it counts is different. */
  readonly to?: StarWord | undefined;
  readonly because: string;
}

const byCategory = (stars: readonly Star[]): ReadonlyMap<string, Star> =>
  new Map(stars.map((star) => [star.category, star]));

/**
 * The stars that are another, in the order of the later rubric, then those that are gone.
 * @param before absent: there was no grade
 */
export function gradeDifference(before: Grade | undefined, after: Grade): StarDifference[] {
  const were = byCategory(before?.stars ?? []);
  const are = byCategory(after.stars);
  const gone = [...were.values()].filter(({ category }) => !are.has(category));
  return [
    ...after.stars.flatMap((star) => differenceTo(star, were.get(star.category), after.rubricVersion) ?? []),
    ...gone.map(({ category, title, word }) => ({
      category,
      title,
      from: word,
      because: `version ${after.rubricVersion} of the rubric has no such category`,
    })),
  ];
}

function differenceTo(now: Star, was: Star | undefined, version: string): StarDifference | undefined {
  const { category, title, word } = now;
  if (was === undefined) {
    const because = `version ${version} of the rubric has it; ${now.because}`;
    return { category, title, to: word, because };
  }
  if (was.word !== word) return { category, title, from: was.word, to: word, because: now.because };
  return was.counts === now.counts
    ? undefined
    : { category, title, from: word, to: word, because: countWords(now) };
}

const countWords = ({ counts, enabledFrom }: Star): string => {
  const day = enabledFrom === undefined ? undefined : dayOf(enabledFrom);
  if (counts) return day === undefined ? 'it counts' : `it counts from ${day}`;
  return `it does not count before ${day}`;
};
