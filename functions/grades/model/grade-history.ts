/** How the grade of a feature came to be what it is. */

import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { type Grade, type Graded, type Ground, gradeAt, groundOf } from './grade.ts';
import { dayOf, type Star } from './star.ts';
import { keepable, nextChangeAt } from './stored-grade.ts';

/** A moment (UTC) at which a grade became another. */
export interface GradeMoment {
  readonly at: string;
  readonly rubricVersion: string;
  readonly earned: number;
  readonly of: number;
  readonly stars: readonly StarDifference[];
}

/**
 * Every moment up to `until` (inclusive) at which a star, or how many of how many are earned, became another: by what
 * was said or recorded, by a version of the rubric, by an expiry, or because a category began to count. Oldest first;
 * the first is the first grade there was.
 */
export function gradeHistory(graded: Graded, until: string): GradeMoment[] {
  const ground = groundOf(graded);
  const moments: GradeMoment[] = [];
  let before: Grade | undefined;
  for (const happened of happenings(ground)) {
    for (const after of gradesFrom(ground, happened, until)) {
      const stars = gradeDifference(before, after);
      if (before === undefined || stars.length > 0) moments.push(momentOf(after, stars));
      before = after;
    }
  }
  return moments;
}

const momentOf = (
  { at, rubricVersion, earned, of }: Grade,
  stars: readonly StarDifference[],
): GradeMoment => ({
  at,
  rubricVersion,
  earned,
  of,
  stars,
});

interface Span {
  readonly from: string;
  /** The next thing that happens, which this span does not reach. */
  readonly before?: string | undefined;
}

/** Between one of these and the next nothing happens: only time passes. */
function happenings({ statements, recorded, versions }: Ground): Span[] {
  const said = [...statements.values()].flat().map(({ at }) => at);
  const all = [...said, ...recorded.map(({ at }) => at), ...versions.map(({ from }) => from)];
  const moments = distinct(all);
  return moments.map((from, index) => ({ from, before: moments[index + 1] }));
}

/** The grade that a happening makes, and those that time alone makes of it until the next. */
function* gradesFrom(ground: Ground, { from, before }: Span, until: string): Generator<Grade> {
  let at: string | undefined = from;
  while (at !== undefined && at <= until && (before === undefined || at < before)) {
    const grade = gradeAt(ground, at);
    if (grade === undefined) return;
    yield grade;
    at = nextChangeAt(keepable(grade), at);
  }
}

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
