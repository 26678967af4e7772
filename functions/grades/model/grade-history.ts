/** How the grade of a feature came to be what it is, and what is different between two grades. */
import { distinct } from '../../kernel/model/facts.ts';
import { type Grade, type Graded, type Ground, gradeAt, groundOf } from './grade.ts';
import type { GradeReport } from './report.ts';
import { dayOf, type Star } from './star.ts';
import { nextChangeAt, storable } from './stored-grade.ts';

/** A moment at which a grade changed. */
type GradeMoment = GradeReport['history'][number];
export type StarDifference = GradeMoment['stars'][number];

/** Every moment up to `until` (inclusive) at which a star or the count of stars changed, the first grade included; in order. */
export function gradeHistory(graded: Graded, until: string): GradeMoment[] {
  const ground = groundOf(graded);
  const moments: GradeMoment[] = [];
  let before: Grade | undefined;
  for (const span of spansOf(ground)) {
    for (const after of gradesWithin(ground, span, until)) {
      const stars = gradeDifference(before, after);
      const { at, rubricVersion, earned, of } = after;
      if (before === undefined || stars.length > 0) moments.push({ at, rubricVersion, earned, of, stars });
      before = after;
    }
  }
  return moments;
}

interface Span {
  readonly from: string;
  /** When the next thing happens (exclusive). */
  readonly before?: string | undefined;
}

/** The spans between the facts that a grade depends on; within one, only time passes. */
function spansOf({ statements, recorded, versions }: Ground): Span[] {
  const said = [...statements.values()].flat().map(({ at }) => at);
  const all = [...said, ...recorded.map(({ at }) => at), ...versions.map(({ from }) => from)];
  const moments = distinct(all);
  return moments.map((from, index) => ({ from, before: moments[index + 1] }));
}

/** The grade at the beginning of a span, and those that time alone makes of it. */
function* gradesWithin(ground: Ground, { from, before }: Span, until: string): Generator<Grade> {
  let at: string | undefined = from;
  while (at !== undefined && at <= until && (before === undefined || at < before)) {
    const grade = gradeAt(ground, at);
    if (grade === undefined) return;
    yield grade;
    at = nextChangeAt(storable(grade), at);
  }
}

const byCategory = (stars: readonly Star[]): ReadonlyMap<string, Star> =>
  new Map(stars.map((star) => [star.category, star]));

/** The stars that differ, in the order of the later rubric, then those that are gone. */
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
