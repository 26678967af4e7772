/** The strip of a project: its verdicts in the last releases, the oldest first, and how many of them in a row were nothing. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { hasShipped, isFlagged, type VerdictWord, verdictWord } from './verdict.ts';

/** Releases in a strip. */
export const STRIP_LENGTH = 12;

export const stripCell = lazy(() =>
  z.object({
    release: z.string(),
    train: z.string(),
    version: z.string().optional(),
    /** UTC instant. */
    cutAt: z.string(),
    verdict: verdictWord(),
  }),
);
export type StripCell = Output<typeof stripCell>;

/** The shape is part of other reports, too: of a team's, of a list of projects. */
export const strip = lazy(() =>
  z.object({
    project: z.string(),
    /** The oldest first. */
    cells: z.array(stripCell()),
    /** Releases in a row, up to the last one, in which it shipped nothing, within the strip. */
    streak: z.int(),
  }),
);
export type Strip = Output<typeof strip>;

/**
 * How often in a row a project shipped nothing, up to its last verdict; exempt and not expected neither end a streak nor add
 * to it, as on the page of a release.
 * @param words the oldest first
 */
export function streakIn(words: readonly VerdictWord[]): number {
  const last = words.at(-1);
  if (last === undefined || !isFlagged(last)) return 0;
  const since = words.slice(words.findLastIndex(hasShipped) + 1);
  return since.filter(isFlagged).length;
}
