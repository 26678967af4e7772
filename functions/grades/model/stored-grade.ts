/** A grade as it is stored beside its feature: what holds until something else happens, with the time still to be applied. */
import * as z from 'zod';
import { type StarWord, starWord } from '../../../events/announcements/grade-changed.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { earliest } from './expiry.ts';
import type { Grade } from './grade.ts';
import { countOf } from './star.ts';

/**
 * It depends on the moment it was made at only through what had happened by then: no expiry and no start of counting is
 * applied yet, so it is read at any later moment without being written again.
 */
export const storedGrade = lazy(() =>
  z.object({
    rubricVersion: z.string(),
    stars: z.array(
      z.object({
        category: z.string(),
        /** As if nothing had expired yet. */
        word: starWord(),
        /** UTC instant at which the word becomes unknown. */
        expiresAt: z.string().optional(),
        /** UTC instant from which it counts; absent where it always does. */
        countsFrom: z.string().optional(),
      }),
    ),
  }),
);
export type StoredGrade = Output<typeof storedGrade>;
type KeptStar = StoredGrade['stars'][number];

export const keepable = ({ rubricVersion, stars }: Grade): StoredGrade => ({
  rubricVersion,
  stars: stars.map(({ category, settled, expiresAt, enabledFrom }) => ({
    category,
    word: settled,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(enabledFrom === undefined ? {} : { countsFrom: enabledFrom }),
  })),
});

/** What a kept grade says at a moment. */
export interface Reading {
  readonly earned: number;
  readonly of: number;
  readonly stars: readonly {
    readonly category: string;
    readonly word: StarWord;
    readonly isExpired: boolean;
    readonly counts: boolean;
  }[];
}

/** @param at UTC instant, no earlier than the one it was made at */
export function readKept({ stars }: StoredGrade, at: string): Reading {
  const read = stars.map(({ category, word, expiresAt, countsFrom }) => {
    const isExpired = expiresAt !== undefined && expiresAt <= at;
    const counts = countsFrom === undefined || countsFrom <= at;
    return { category, word: isExpired ? 'unknown' : word, isExpired, counts };
  });
  return { ...countOf(read), stars: read };
}

/** The next moment (UTC instant) at which a kept grade reads differently if nothing happens, or `undefined` for never. */
export const nextChangeAt = ({ stars }: StoredGrade, now: string): string | undefined =>
  earliest(stars.flatMap(turningPoints).filter((moment) => moment > now));

const turningPoints = ({ expiresAt, countsFrom }: KeptStar): string[] =>
  [expiresAt, countsFrom].flatMap((moment) => moment ?? []);
