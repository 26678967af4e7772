/** The trend of an audience: a point a period. */

import type { TrendPoint } from './items.ts';
import type { Digest } from './model.ts';

/** Points that a digest carries: a year of months. */
const MAX_POINTS = 12;

/** @param previous the digest of the period before; the trend begins anew where there is none */
export const trendAfter = (previous: Digest | undefined, point: TrendPoint): TrendPoint[] =>
  [...(previous?.trend ?? []), point].slice(-MAX_POINTS);
