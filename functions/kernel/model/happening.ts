/** What a delivery or an event was about, so that people find it where it happened. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { internal } from '../../../events/visibility.ts';

export const happening = lazy(() =>
  z.object({
    /** `#7`, `tag v1.2`, `feature flag new-search`, `TeamRegistered 01J…` */
    what: z.string().optional(),
    /** As people wrote it, so it may not be known outside. */
    title: internal(z.string().optional()),
    url: z.string().optional(),
    /** Where it happened: `github:acme/app`. */
    place: z.string().optional(),
  }),
);
export type Happening = Output<typeof happening>;

/** Happenings of one row that are named; the others are counted. */
export const MAX_NAMED = 10;
