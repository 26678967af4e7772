/** The digest of many teams: what their own say, put together. */
import type { Period } from '../period.ts';
import { nextActions } from './actions.ts';
import { isQuiet } from './is-quiet.ts';
import type { Completion, Digest } from './model.ts';
import { merged, noSections, type Sections } from './sections.ts';
import { pointOf, trendAfter } from './trend.ts';

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
  readonly completion: Completion;
  readonly snoozed: number;
  readonly parts: number;
}

export const nothingGathered: Gathered = {
  sections: noSections,
  completion: { done: 0, of: 0 },
  snoozed: 0,
  parts: 0,
};

/** Adds the digest of a team. What is held does not grow with the number of teams. */
export const gather = (all: Gathered, part: Digest): Gathered => ({
  sections: merged(all.sections, part),
  completion: sum(all.completion, part.completion),
  snoozed: all.snoozed + part.snoozed,
  parts: all.parts + 1,
});

/** Nobody confirms for many teams at once, and whether a digest was ignored is asked of teams only. */
export function rollUp(
  { audience, title, period, madeAt, previous }: RolledUp,
  { sections, completion, snoozed }: Gathered,
): Digest {
  const actions = nextActions(sections, new Map()).map(({ confirms: _none, ...action }) => action);
  return {
    ...named(period),
    audience,
    title,
    madeAt,
    ...sections,
    isQuiet: isQuiet(sections),
    snoozed,
    completion,
    completionBefore: previous?.completion,
    actions,
    trend: trendAfter(previous, pointOf(period.name, sections, completion)),
    ignored: 0,
    escalates: false,
  };
}

const sum = (a: Completion, b: Completion): Completion => ({ done: a.done + b.done, of: a.of + b.of });

/** A period as a digest names it. */
export const named = ({ name, every, zone, from, until }: Period) => ({
  period: name,
  every,
  zone,
  from,
  until,
});
