/** Lists of digests, without what each of them says. */
import * as z from 'zod';
import { cadenceStep } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { digest } from './model.ts';

/** What is stored beside a digest for lists of digests. */
export const headline = lazy(() => digest().pick({ period: true, title: true, isQuiet: true, madeAt: true }));
export type DigestHeadline = Output<typeof headline>;

const stepRate = lazy(() =>
  z.object({
    step: cadenceStep(),
    done: z.int(),
    of: z.int(),
    /** Oldest first. */
    periods: z.array(z.object({ period: z.string(), isDone: z.boolean() })).readonly(),
  }),
);

export const audienceReport = lazy(() =>
  z.object({
    /** `all`, `org:cloud` or `team:search` */
    audience: z.string(),
    /** Newest first. */
    digests: z.object({
      week: z.array(headline()),
      month: z.array(headline()),
      quarter: z.array(headline()),
    }),
    /** Of a team: how often it did each step of its cadence. */
    steps: z.array(stepRate()),
  }),
);
export type AudienceReport = Output<typeof audienceReport>;

export const digestsReport = lazy(() =>
  z.object({
    whole: audienceReport(),
    /** The orgs and teams that are registered now. */
    others: z.array(z.object({ audience: z.string(), title: z.string() })),
  }),
);
export type DigestsReport = Output<typeof digestsReport>;
