/** A message that a host gave up, as people see it. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';

/** Without what is in it: that may be internal, or a secret. */
export const gaveUp = lazy(() =>
  z.object({
    id: z.number(),
    queue: z.string(),
    /** The type and the id of the event. */
    event: z.string(),
    receives: z.number(),
    reason: z.string(),
    /** UTC instant. */
    diedAt: z.string(),
  }),
);
export type GaveUp = Output<typeof gaveUp>;
