/** The digest of many teams: the digests of the teams, put together. */
import type { Period } from '../../kernel/model/period.ts';
import { nextActions } from './actions.ts';
import type { Completion, Digest, TrendPoint } from './model.ts';
import { isQuiet, merged, noSections, type Sections } from './sections.ts';

export interface RolledUp {
  /** `all` or `org:cloud` */
  readonly audience: string;
  readonly title: string;
  readonly period: Period;
  readonly madeAt: string;
  /** The digest of the period before, of the same audience. */
  readonly previous?: Digest | undefined;
}

/** What was gathered so far. */
export interface Gathered {
  readonly sections: Sections;
  /** Of the period. */
  readonly point: Omit<TrendPoint, 'period'>;
  readonly snoozed: number;
}

export const nothingGathered: Gathered = {
  sections: noSections,
  point: { shipped: 0, silent: 0, completion: { done: 0, of: 0 } },
  snoozed: 0,
};

/** Adds the digest of a team. What is in memory does not grow with the number of teams. */
export const gather = (all: Gathered, part: Digest): Gathered => ({
  sections: merged(all.sections, part),
  point: sum(all.point, part.trend.at(-1)),
  snoozed: all.snoozed + part.snoozed,
});

/** The digest of many teams. Ignored digests are counted for teams only. */
export const rollUp = (of: RolledUp, gathered: Gathered): Digest =>
  digestOf(of, gathered, {
    actions: nextActions(gathered.sections, { zone: of.period.zone }),
    ignored: 0,
    escalates: false,
  });

/** Of the trend: a year of months. */
const MAX_POINTS = 12;

/** What the digests of one team and of many have in common. */
export const digestOf = (
  { audience, title, period, madeAt, previous }: RolledUp,
  { sections, point, snoozed }: Gathered,
  own: Pick<Digest, 'actions' | 'ignored' | 'escalates' | 'standings'>,
): Digest => ({
  period: period.name,
  every: period.every,
  zone: period.zone,
  from: period.from,
  until: period.until,
  audience,
  title,
  madeAt,
  ...sections,
  isQuiet: isQuiet(sections),
  snoozed,
  completion: point.completion,
  completionBefore: previous?.completion,
  trend: [...(previous?.trend ?? []), { period: period.name, ...point }].slice(-MAX_POINTS),
  ...own,
});

/** The last point of a team's trend is the one of the period. */
const sum = (all: Gathered['point'], part: Gathered['point'] = nothingGathered.point): Gathered['point'] => ({
  shipped: all.shipped + part.shipped,
  silent: all.silent + part.silent,
  completion: both(all.completion, part.completion),
});

const both = (a: Completion, b: Completion): Completion => ({ done: a.done + b.done, of: a.of + b.of });
