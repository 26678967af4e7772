/** What Shipshape says of grades: which changed, and how. */
import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import { derived } from '../../kernel/model/announcements.ts';

/** What of a grade is announced: a reading of it, or what is remembered of one. */
export interface Told {
  readonly earned: number;
  readonly of: number;
  readonly stars: readonly { readonly category: string; readonly word: StarWord }[];
}

export interface GradedFeature {
  readonly feature: string;
  readonly team?: string | undefined;
  readonly rubricVersion: string;
}

/**
 * What changes for people when a grade does; `undefined` where it reads the same.
 * @param was the reading last announced; absent before the first
 * @param count how many were announced of this grade before: there and back and there again are three announcements
 */
export function gradeChanged(
  { feature, team, rubricVersion }: GradedFeature,
  was: Told | undefined,
  now: Told,
  count: number,
  at: string,
): Announcement | undefined {
  const stars = starsChanged(was, now);
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

const wordsOf = (told: Told | undefined) =>
  new Map((told?.stars ?? []).map(({ category, word }) => [category, word]));

/** A list of an event holds no more. */
const MAX_STARS = 1000;

/** The stars that are another, those of the later rubric first. */
function starsChanged(was: Told | undefined, now: Told) {
  const before = wordsOf(was);
  const after = wordsOf(now);
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((category) => ({ category, from: before.get(category), to: after.get(category) }))
    .filter(({ from, to }) => from !== to)
    .slice(0, MAX_STARS);
}
