/** The trend of an audience: a point a period. */
import type { Completion, Digest, TrendPoint } from './model.ts';
import type { Sections } from './sections.ts';

/** Points that a digest carries: a year of months. */
const MOST_POINTS = 12;

export const pointOf = (
  period: string,
  { shipped, silent }: Pick<Sections, 'shipped' | 'silent'>,
  completion: Completion,
): TrendPoint => ({ period, shipped: shipped.total, silent: silentIn(silent), completion });

/** Who is exempt was not silent. Those that are kept tell of the rest: the longest streaks come first. */
const silentIn = ({ items, total }: Sections['silent']): number =>
  total - items.filter(({ verdict }) => verdict === 'exempt').length;

/** @param previous the digest of the period before; the trend begins anew where there is none */
export const trendAfter = (previous: Digest | undefined, point: TrendPoint): TrendPoint[] =>
  [...(previous?.trend ?? []), point].slice(-MOST_POINTS);
