import * as z from 'zod';
import type { Fact } from '../../events/catalogue.ts';
import { lazy, type Output } from '../../events/lazy.ts';
import { distinct, ofType } from './entries.ts';

/** A line of releases. */
export const trainState = lazy(() =>
  z.object({
    train: z.string(),
    /** Every release that was ever scheduled on it; whether it still is, the release says. */
    releases: z.array(z.string()),
  }),
);
export type TrainState = Output<typeof trainState>;

/** Folds a train's ledger, which holds the schedulings of its releases. */
export const foldTrain = (train: string, facts: readonly Fact[]): TrainState => ({
  train,
  releases: distinct(ofType(facts, 'ReleaseScheduled').map(({ detail }) => detail.release)),
});
