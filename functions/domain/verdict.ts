/** The words of a verdict. Best first: what a project ships on by default counts more than what it ships behind a flag. */
import type { Exposure } from '../../events/fields.ts';

export const verdictWords = ['shipped-on', 'shipped-off', 'exempt', 'not-expected', 'shipped-nothing'] as const;
export type VerdictWord = (typeof verdictWords)[number];

/** One thing that was looked at to reach a verdict, and whether it counted. */
export interface Evidence {
  readonly kind: 'change' | 'shipment' | 'flag' | 'exemption';
  /** Id of the fact it comes from. */
  readonly event: string;
  /** When it happened, UTC. */
  readonly at: string;
  readonly exposure?: Exposure;
  readonly title?: string;
  readonly url?: string;
  readonly feature?: string;
  readonly flag?: string;
  /** The flag's default at the cut; `unknown` when nobody ever told it. */
  readonly flagDefault?: 'on' | 'off' | 'unknown';
  /** Whether it counts towards the verdict: a withdrawn shipment stays as evidence and does not. */
  readonly counts: boolean;
  /** Why it counts as it does, in words. */
  readonly because: string;
}

/** When the changes of a project were merged within a release's window. `undefined` where a milestone is unknown. */
export interface Timing {
  readonly changes: number;
  readonly beforeMidCycle?: number;
  readonly afterFreeze?: number;
}
