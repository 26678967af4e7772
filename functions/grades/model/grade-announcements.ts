/** The announcement of a changed grade. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { derived } from '../../kernel/model/announcements.ts';

/** What is announced of a grade, as it is stored with it. */
export const announcedGrade = lazy(() =>
  z.object({
    earned: z.number(),
    of: z.number(),
    stars: z.array(z.object({ category: z.string(), word: starWord() })).readonly(),
  }),
);
type AnnouncedGrade = Output<typeof announcedGrade>;

interface GradedFeature {
  readonly feature: string;
  readonly team?: string | undefined;
  readonly rubricVersion: string;
  /** The titles of the rubric's categories. */
  readonly titles: ReadonlyMap<string, string>;
}

/**
 * @param count earlier announcements of this grade: the same change made again later is another announcement
 * @returns `undefined` where it reads the same
 */
export function gradeChanged(
  { feature, team, rubricVersion, titles }: GradedFeature,
  was: AnnouncedGrade | undefined,
  now: AnnouncedGrade,
  count: number,
  at: string,
): Announcement | undefined {
  const stars = starsChanged(was, now).map((star) => ({ ...star, title: titles.get(star.category) }));
  if (was !== undefined && stars.length === 0 && was.earned === now.earned && was.of === now.of)
    return undefined;
  return {
    type: 'GradeChanged',
    detail: {
      version: 1,
      id: derived('GradeChanged', feature, String(count)),
      occurredAt: at,
      feature,
      team: team ?? null,
      rubricVersion,
      ...(was === undefined ? {} : { from: { earned: was.earned, of: was.of } }),
      to: { earned: now.earned, of: now.of },
      stars,
    },
  };
}

const wordsOf = (grade: AnnouncedGrade | undefined) =>
  new Map((grade?.stars ?? []).map(({ category, word }) => [category, word]));

/** The most that a list of an event holds. */
const MAX_STARS = 1000;

/** The stars that differ, those of the later rubric first. */
function starsChanged(was: AnnouncedGrade | undefined, now: AnnouncedGrade) {
  const before = wordsOf(was);
  const after = wordsOf(now);
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((category) => ({ category, from: before.get(category), to: after.get(category) }))
    .filter(({ from, to }) => from !== to)
    .slice(0, MAX_STARS);
}
