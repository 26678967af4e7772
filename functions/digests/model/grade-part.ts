/** What a digest says of a feature's stars: those that became others, and the next one within reach. */
import { type Grade, type Graded, gradeAt, groundOf } from '../../grades/model/grade.ts';
import { gradeDifference, type StarDifference } from '../../grades/model/grade-history.ts';
import { nextStars } from '../../grades/model/next-star.ts';
import { rubricAt } from '../../grades/model/rubric.ts';
import type { ChangedGrade } from './items.ts';
import type { NamedFeature } from './named-feature.ts';

export type Standing = [earned: number, of: number];

export interface GradePart {
  readonly changed?: ChangedGrade | undefined;
  /** The next star within reach, also of a feature whose grade is what it was. */
  readonly next?: ChangedGrade['next'];
  /** Stars earned and of how many, at the end of the period and before it. */
  readonly standing?: Standing | undefined;
  readonly stoodBefore?: Standing | undefined;
}

/**
 * @param first the last instant (UTC) before the period
 * @param last its own last one
 */
export function gradePart(
  named: NamedFeature,
  graded: Graded,
  { first, last }: { readonly first: string; readonly last: string },
): GradePart {
  const ground = groundOf(graded);
  const now = gradeAt(ground, last);
  const rubric = rubricAt(graded.versions, last);
  if (now === undefined || rubric === undefined) return {};
  const was = gradeAt(ground, first);
  const [nearest] = nextStars(now, rubric);
  const next = nearest && { title: nearest.title, who: nearest.who, what: nearest.what };
  const stars = gradeDifference(was, now).filter(isNews);
  return {
    standing: [now.earned, now.of],
    stoodBefore: was && [was.earned, was.of],
    next,
    changed: stars.length === 0 ? undefined : changedOf(named, was, now, stars, next),
  };
}

/** That a version of the rubric has a category more, or one less, is told by the rubric and not by every feature. */
const isNews = ({ from, to }: StarDifference): boolean =>
  from === undefined ? to === 'earned' : to !== undefined && to !== from;

const changedOf = (
  named: NamedFeature,
  was: Grade | undefined,
  now: Grade,
  stars: readonly StarDifference[],
  next: ChangedGrade['next'],
): ChangedGrade => ({
  ...named,
  ...(was === undefined ? {} : { from: { earned: was.earned, of: was.of } }),
  to: { earned: now.earned, of: now.of },
  stars: stars.map(({ title, from, to, because }) => ({ title, from, to, because })),
  next,
});
