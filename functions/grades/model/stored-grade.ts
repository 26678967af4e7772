/** A grade as it is stored beside its feature, and what it reads as at a later moment. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/feature.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { earliest } from './expiry.ts';
import type { Grade } from './grade.ts';
import { type MatrixRow, side } from './report.ts';
import { countOf, type Star } from './star.ts';

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
        /** When somebody last spoke of it. UTC instant. */
        saidAt: z.string().optional(),
        /** The sides that have granted a star which waits for the other one, and until when that holds. */
        granted: z.array(z.object({ side: side(), until: z.string().optional() })).optional(),
      }),
    ),
  }),
);
export type StoredGrade = Output<typeof storedGrade>;

export const storable = ({ rubricVersion, stars }: Grade): StoredGrade => ({
  rubricVersion,
  stars: stars.map(({ category, policy, settled, expiresAt, enabledFrom, given }) => {
    const saidAt = [given.team, given.author]
      .flatMap((one) => one?.at ?? [])
      .toSorted()
      .at(-1);
    const granted = policy === 'both' && settled === 'unknown' ? halvesOf(given) : [];
    return {
      category,
      word: settled,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(enabledFrom === undefined ? {} : { countsFrom: enabledFrom }),
      ...(saidAt === undefined ? {} : { saidAt }),
      ...(granted.length === 0 ? {} : { granted }),
    };
  }),
});

const halvesOf = (given: Star['given']) =>
  side().options.flatMap((one) => {
    const said = given[one];
    if (said?.word !== 'granted' || said.askedAgainBy !== undefined) return [];
    return [{ side: one, ...(said.expiresAt === undefined ? {} : { until: said.expiresAt }) }];
  });

/** What a stored grade says at a moment. */
export type Reading = Pick<MatrixRow, 'earned' | 'of' | 'stars'>;

/** @param at UTC instant, no earlier than the one it was made at */
export function readStored({ stars }: StoredGrade, at: string): Reading {
  const read = stars.map(
    ({ category, word, expiresAt, countsFrom, saidAt, granted = [] }): Reading['stars'][number] => {
      const isExpired = expiresAt !== undefined && expiresAt <= at;
      const counts = countsFrom === undefined || countsFrom <= at;
      const halves = granted.flatMap(({ side: one, until }) =>
        until !== undefined && until <= at ? [] : [one],
      );
      return {
        category,
        word: isExpired ? 'unknown' : word,
        isExpired,
        counts,
        ...(saidAt === undefined ? {} : { saidAt }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(halves.length === 0 ? {} : { granted: halves }),
      };
    },
  );
  return { ...countOf(read), stars: read };
}

/** The next moment (UTC instant) at which a stored grade reads differently if nothing happens, or `undefined` for never. */
export const nextChangeAt = ({ stars }: StoredGrade, now: string): string | undefined =>
  earliest(
    stars
      .flatMap(({ expiresAt, countsFrom, granted = [] }) => [
        expiresAt,
        countsFrom,
        ...granted.map(({ until }) => until),
      ])
      .filter((moment) => moment !== undefined && moment > now),
  );
