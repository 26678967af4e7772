/** Whether a step is one that a team is asked for, in a period of this length. */

import { everyOf } from '../../../events/fields.ts';
import type { CadenceRule } from '../../../functions/digests/model/cadence.ts';
import { periodOf } from '../../../functions/kernel/model/period.ts';
import type { Wanted } from './wanted.ts';

type Step = Omit<Extract<Wanted, { kind: 'step' }>, 'kind'>;

const EXAMPLES = { week: '2024-W09', month: '2024-03', quarter: '2024-Q1' } as const;

interface Asked {
  /** Of the rubric that holds now. */
  readonly rules: readonly CadenceRule[];
  /** The team's IANA zone. */
  readonly zone: string;
  /** UTC instant. */
  readonly now: string;
}

/** Why nobody would count a step as done; undefined where it is asked for. */
export function stepMisfit({ team, step, period }: Step, { rules, zone, now }: Asked): string | undefined {
  const own = rules.filter(({ teams }) => teams == null || teams.includes(team));
  const fitting = own.filter((rule) => rule.step === step);
  if (fitting.length === 0) {
    const steps = [...new Set(own.map((rule) => rule.step))].join(', ');
    return `The rubric asks team ${team} for no step ${step}${steps === '' ? '' : `: it asks for ${steps}`}.`;
  }
  const lengths = fitting.map(({ every }) => every);
  if (!lengths.includes(everyOf(period))) {
    const named = lengths.map((every) => `every ${every} (${EXAMPLES[every]})`).join(' and ');
    return `${step} comes round ${named}, and ${period} is a ${everyOf(period)}.`;
  }
  const from = periodOf(period, zone)?.from;
  return from !== undefined && from > now ? `${period} has not begun yet.` : undefined;
}
