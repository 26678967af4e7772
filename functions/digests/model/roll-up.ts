/** The digest of many teams: what their own say, put together. */
import type { Period } from '../../kernel/model/period.ts';
import { nextActions } from './actions.ts';
import { isQuiet } from './is-quiet.ts';
import type { Completion, TrendPoint } from './items.ts';
import type { Digest } from './model.ts';
import { merged, noSections, type Sections } from './sections.ts';
import { trendAfter } from './trend.ts';

export interface RolledUp {
  /** `all` or `org:cloud` */
  readonly audience: string;
  readonly title: string;
  readonly period: Period;
  /** UTC instant. */
  readonly madeAt: string;
  /** The digest of the period before, of the same audience. */
  readonly previous?: Digest | undefined;
}

/** What was put together so far. */
export interface Gathered {
  readonly sections: Sections;
  /** Of the period. */
  readonly point: Omit<TrendPoint, 'period'>;
  readonly snoozed: number;
  readonly parts: number;
}

export const nothingGathered: Gathered = {
  sections: noSections,
  point: { shipped: 0, silent: 0, completion: { done: 0, of: 0 } },
  snoozed: 0,
  parts: 0,
};

/** Adds the digest of a team. What is held does not grow with the number of teams. */
export const gather = (all: Gathered, part: Digest): Gathered => ({
  sections: merged(all.sections, part),
  point: sum(all.point, part.trend.at(-1)),
  snoozed: all.snoozed + part.snoozed,
  parts: all.parts + 1,
});

/** Whether a digest was ignored is asked of teams only. */
export function rollUp(
  { audience, title, period, madeAt, previous }: RolledUp,
  { sections, point, snoozed }: Gathered,
): Digest {
  return {
    ...named(period),
    audience,
    title,
    madeAt,
    ...sections,
    isQuiet: isQuiet(sections),
    snoozed,
    completion: point.completion,
    completionBefore: previous?.completion,
    actions: nextActions(sections, { zone: period.zone }),
    trend: trendAfter(previous, { period: period.name, ...point }),
    ignored: 0,
    escalates: false,
  };
}

/** The last point of a team's trend is the one of the period. */
const sum = (all: Gathered['point'], part: Gathered['point'] = nothingGathered.point): Gathered['point'] => ({
  shipped: all.shipped + part.shipped,
  silent: all.silent + part.silent,
  completion: both(all.completion, part.completion),
});

const both = (a: Completion, b: Completion): Completion => ({ done: a.done + b.done, of: a.of + b.of });

/** A period as a digest names it. */
export const named = ({ name, every, zone, from, until }: Period) => ({
  period: name,
  every,
  zone,
  from,
  until,
});
