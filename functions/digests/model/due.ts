/** What is due: the part of a digest that looks ahead, and what to do; the same on the page and in the command. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { lastEnded } from '../../kernel/model/period.ts';
import { only } from './excerpts.ts';
import { type Digest, digest } from './model.ts';

/** What is due of a digest that is not over yet. */
export const dueOf = (soFar: Digest): Digest => ({
  ...only(soFar, ['reviews', 'upcoming', 'unverified', 'cadence']),
  actions: soFar.actions,
});

/** The answer of `GET /api/due`. */
export const dueAnswer = lazy(() =>
  z.object({
    /** This month's digest as it would be now. */
    digest: digest(),
    /** UTC instant: when the last month that has ended began, in the zone of the digest. */
    since: z.string(),
    /** Of one team: each of its records that nobody changed or verified since then. */
    records: digest().shape.unverified.shape.items,
  }),
);
export type DueAnswer = Output<typeof dueAnswer>;

/** Since when somebody should have looked at a record: as the digest of the last month that has ended has it. */
export const sinceOf = ({ madeAt, zone }: Pick<Digest, 'madeAt' | 'zone'>): string =>
  lastEnded('month', madeAt, zone).from;
