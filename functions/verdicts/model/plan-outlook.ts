/** How far each plan for a release is: what would ship of it if the release were cut now. */
import * as z from 'zod';
import { exposure } from '../../../events/fields.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { plansIn } from '../../catalog/model/project.ts';
import { compare } from '../../kernel/model/facts.ts';
import { means } from '../../kernel/model/identity.ts';
import { featureAt, type Work } from './evidence.ts';
import type { Evidence } from './verdict.ts';

/** How far a plan is: what would ship of it if the release were cut now. */
export const planOutlook = () =>
  z.object({
    /** The present name of the feature; absent for a plan to ship something. */
    feature: z.string().optional(),
    title: z.string().optional(),
    /** As it is planned. */
    exposure: exposure().optional(),
    /** `unknown` is merged behind a feature flag whose default nobody reported. */
    soFar: z.enum(['on-by-default', 'off-by-default', 'unknown', 'nothing']),
    flag: z.string().optional(),
  });
export type PlanOutlook = z.infer<ReturnType<typeof planOutlook>>;

export const nameOf = ({ title, feature }: PlanOutlook) => title ?? feature ?? 'something';

export const isMissing = ({ feature, soFar }: PlanOutlook) => feature !== undefined && soFar === 'nothing';

/** Planned on by default, and merged off by default. */
export const isHeldBack = ({ exposure: planned, soFar }: PlanOutlook) =>
  planned === 'on-by-default' && soFar === 'off-by-default';

/** The plans for a release by any of its names, each with what is merged of it. */
export function plansFor(work: Work, cycle: Cycle, evidence: readonly Evidence[]): PlanOutlook[] {
  const meant = (name: string, at: string) => featureAt(work, name, at);
  const counting = evidence.filter(({ counts }) => counts);
  const plans = plansIn(work.facts).filter(({ release, at }) => means(cycle.names, release, at));
  const seen = plans.map(({ feature: name, exposure: planned, at }): PlanOutlook => {
    const state = name === undefined ? undefined : meant(name, at);
    const feature = state?.feature ?? name;
    const own = counting.filter(
      (piece) =>
        feature === undefined ||
        (piece.feature !== undefined &&
          (meant(piece.feature, piece.at)?.feature ?? piece.feature) === feature),
    );
    return { feature, title: state?.title, exposure: planned, ...soFarOf(own) };
  });
  // Two names of one feature are one plan: the one that was stated last.
  const once = new Map(seen.map((each) => [each.feature ?? '', each]));
  return [...once.values()].toSorted((a, b) => compare(nameOf(a), nameOf(b)));
}

/** @param own evidence of the plan that counts, best first */
function soFarOf(own: readonly Evidence[]): Pick<PlanOutlook, 'soFar' | 'flag'> {
  const [best] = own;
  if (best === undefined) return { soFar: 'nothing' };
  if (best.exposure !== 'off-by-default') return { soFar: 'on-by-default', flag: best.flag };
  const known = own.find(({ flagDefault }) => flagDefault !== 'unknown');
  return { soFar: known === undefined ? 'unknown' : 'off-by-default', flag: (known ?? best).flag };
}
