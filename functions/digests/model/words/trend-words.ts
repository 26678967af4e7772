/** How things went over the last periods, as text: for channels that show no picture. */

import { type Line, line } from '../../../outline/line.ts';
import type { Completion, TrendPoint } from '../items.ts';
import { periodTitle } from './period-words.ts';

const BARS = ['▁', '▂', '▃', '▅', '▇'];
const NOTHING = '·';

/** One of two series: what share of it was, by period. */
export interface Series {
  readonly words: string;
  of(point: TrendPoint): Completion;
  /** Whether the numbers of the last period are said with it; those of the steps are said by their section. */
  readonly saysNow: boolean;
}

export const SHIPPED: Series = {
  words: 'projects that shipped',
  of: ({ shipped, silent }) => ({ done: shipped, of: shipped + silent }),
  saysNow: true,
};
export const DONE: Series = {
  words: 'steps done',
  of: ({ completion }) => completion,
  saysNow: false,
};

/** A share from 0 to 1; undefined where there was nothing to share. */
export const shareOf = ({ done, of }: Completion): number | undefined =>
  of > 0 ? Math.min(1, Math.max(0, done / of)) : undefined;

/** `▁▃▇·`: a bar a share, a dot where there was nothing. */
export const sparkline = (shares: readonly (number | undefined)[]): string =>
  shares
    .map((share) =>
      share === undefined ? NOTHING : (BARS[Math.round(share * (BARS.length - 1))] ?? NOTHING),
    )
    .join('');

/** `Share of projects that shipped, January 2024 to March 2024: ▃▅▇, now 4 of 4` */
export function trendLine(points: readonly TrendPoint[], { words, of, saysNow }: Series): Line | undefined {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const { done, of: all } = of(last);
  const now = saysNow ? line`, now ${done} of ${all}` : undefined;
  const bars = sparkline(points.map((point) => shareOf(of(point))));
  const span = `${periodTitle(first.period)} to ${periodTitle(last.period)}`;
  return line`Share of ${words}, ${span}: ${bars}${now}`;
}
