import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';

/** A line of releases. Which ones are on it, its calendar says. */
export const trainState = lazy(() => z.object({ train: z.string() }));
export type TrainState = Output<typeof trainState>;

export const foldTrain = (train: string): TrainState => ({ train });
