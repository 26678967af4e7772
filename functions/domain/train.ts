import * as z from 'zod';

/** A line of releases. Which ones are on it, its calendar says. */
export const trainState = z.object({ train: z.string() });
export type TrainState = z.output<typeof trainState>;

export const foldTrain = (train: string): TrainState => ({ train });
