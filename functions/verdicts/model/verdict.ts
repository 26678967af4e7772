/** The words of a verdict. Best first: what a project ships on by default counts more than what it ships behind a flag. */
import * as z from 'zod';
import { exposure } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';

export const verdictWord = lazy(() =>
  z.enum(['shipped-on', 'shipped-off', 'exempt', 'not-expected', 'shipped-nothing']),
);
export type VerdictWord = Output<typeof verdictWord>;

/** One thing that was looked at to reach a verdict, and whether it counted. */
export const evidence = lazy(() =>
  z.object({
    kind: z.enum(['change', 'shipment', 'flag', 'exemption']),
    /** Id of the fact it comes from. */
    event: z.string(),
    /** When it happened, UTC. */
    at: z.string(),
    exposure: exposure().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    feature: z.string().optional(),
    flag: z.string().optional(),
    /** The flag's default at the cut; `unknown` when nobody ever told it. */
    flagDefault: z.enum(['on', 'off', 'unknown']).optional(),
    /** Whether it counts towards the verdict: a withdrawn shipment stays as evidence and does not. */
    counts: z.boolean(),
    /** Why it counts as it does, in words. */
    because: z.string(),
  }),
);
export type Evidence = Output<typeof evidence>;

/** When the changes of a project were merged within a release's window. Absent where a milestone is unknown. */
export const timing = lazy(() =>
  z.object({
    changes: z.number().int(),
    beforeMidCycle: z.number().int().optional(),
    afterFreeze: z.number().int().optional(),
  }),
);
export type Timing = Output<typeof timing>;

/** Most pieces of evidence that are kept: with every title and address at its longest they stay under 400 KB an item. */
export const MAX_EVIDENCE = 60;

/** What one project did in one release, and why we say so. */
export const verdict = lazy(() =>
  z.object({
    release: z.string(),
    project: z.string(),
    title: z.string(),
    team: z.string(),
    verdict: verdictWord(),
    because: z.string(),
    evidence: z.array(evidence()),
    /** How many more pieces of evidence there are than are kept. */
    evidenceOmitted: z.number().int(),
    timing: timing(),
  }),
);
export type Verdict = Output<typeof verdict>;

/**
 * Judged releases in a row, up to the last of these, in which a project shipped nothing. "A project that ships nothing
 * in a release is flagged." A release in which it was excused or not expected neither ends a streak nor adds to it.
 * @param verdicts of one project on one train, oldest first; the last is the one asked about
 */
export function streakOf(verdicts: readonly VerdictWord[]): number {
  if (verdicts.at(-1) !== 'shipped-nothing') return 0;
  const lastShipped = verdicts.findLastIndex((word) => word === 'shipped-on' || word === 'shipped-off');
  return verdicts.slice(lastShipped + 1).filter((word) => word === 'shipped-nothing').length;
}
