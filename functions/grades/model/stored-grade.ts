/** A grade as it is stored beside its feature, and what it reads as at a later moment. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { earliest } from './expiry.ts';
import type { Grade } from './grade.ts';
import type { MatrixRow } from './report.ts';
import { countOf } from './star.ts';

/** Neither an expiry nor a start of counting is applied yet, so it can be read at any later moment as it is. */
export const storedGrade = lazy(() =>
  z.object({
    rubricVersion: z.string(),
    stars: z.array(
      z.object({
        category: z.string(),
        /** As if nothing had expired. */
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

export const storable = ({ rubricVersion, stars }: Grade): StoredGrade => ({
  rubricVersion,
  stars: stars.map(({ category, settled, expiresAt, enabledFrom }) => ({
    category,
    word: settled,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(enabledFrom === undefined ? {} : { countsFrom: enabledFrom }),
  })),
});

/** What a stored grade says at a moment. */
export type Reading = Pick<MatrixRow, 'earned' | 'of' | 'stars'>;

/** @param at UTC instant, no earlier than the one it was made at */
export function readStored({ stars }: StoredGrade, at: string): Reading {
  const read = stars.map(({ category, word, expiresAt, countsFrom }): Reading['stars'][number] => {
    const isExpired = expiresAt !== undefined && expiresAt <= at;
    const counts = countsFrom === undefined || countsFrom <= at;
    return { category, word: isExpired ? 'unknown' : word, isExpired, counts };
  });
  return { ...countOf(read), stars: read };
}

/** The next moment (UTC instant) at which a stored grade reads differently if nothing happens, or `undefined` for never. */
export const nextChangeAt = ({ stars }: StoredGrade, now: string): string | undefined =>
  earliest(
    stars
      .flatMap(({ expiresAt, countsFrom }) => [expiresAt, countsFrom])
      .filter((moment) => moment !== undefined && moment > now),
  );
