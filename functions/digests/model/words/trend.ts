/** How things went over the last periods: as a line of text for channels that show no picture, and as a small picture. */
import { html } from '../../../outline/html.ts';
import { type Line, line } from '../../../outline/line.ts';
import type { Completion, TrendPoint } from '../model.ts';
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
  const last = points.at(-1);
  if (last === undefined || points.length < 2) return undefined;
  const { done, of: all } = of(last);
  const now = saysNow ? line`, now ${done} of ${all}` : undefined;
  const bars = sparkline(points.map((point) => shareOf(of(point))));
  return line`Share of ${words}, ${spanOf(points)}: ${bars}${now}`;
}

const spanOf = (points: readonly TrendPoint[]): string =>
  [points.at(0), points.at(-1)].map((point) => periodTitle(point?.period ?? '')).join(' to ');

/** In pixels; the edges have room for dots. */
const WIDTH = 320;
const HEIGHT = 56;
const EDGE = 4;

/**
 * SVG with a solid line for the share of projects that shipped and a dashed one for the share of steps done, oldest
 * first. Where a period had nothing to share, a line is interrupted. Only attributes style it, which the pages' content
 * policy lets through, and it takes the colour of the text around it. The same points are the same bytes.
 */
export const trendSvg = (points: readonly TrendPoint[]): string =>
  html`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><title>Share of ${SHIPPED.words} (solid) and of ${DONE.words} (dashed), ${spanOf(points)}</title><desc>${points.map(describe).join('; ')}</desc>${drawn(points, SHIPPED, undefined)}${drawn(points, DONE, '2 4')}</svg>`
    .markup;

/** `March 2024: 2 of 4 projects shipped, 4 of 6 steps done` */
function describe(point: TrendPoint): string {
  const shipped = SHIPPED.of(point);
  const done = DONE.of(point);
  const projects = shipped.of > 0 ? `${shipped.done} of ${shipped.of} projects shipped` : 'no project judged';
  const steps = done.of > 0 ? `${done.done} of ${done.of} steps done` : 'no steps';
  return `${periodTitle(point.period)}: ${projects}, ${steps}`;
}

function drawn(points: readonly TrendPoint[], series: Series, dashes: string | undefined) {
  return runsOf(points, series).map((dots) => {
    const [only] = dots;
    if (only !== undefined && dots.length === 1)
      return html`<circle cx="${only.x}" cy="${only.y}" r="${dashes === undefined ? 3 : 2}"/>`;
    const path = dots.map(({ x, y }) => `${x},${y}`).join(' ');
    const dashed = dashes === undefined ? undefined : html` stroke-dasharray="${dashes}"`;
    return html`<polyline points="${path}"${dashed}/>`;
  });
}

/** Dots that follow each other without a gap. */
function runsOf(points: readonly TrendPoint[], series: Series) {
  const step = points.length > 1 ? (WIDTH - 2 * EDGE) / (points.length - 1) : 0;
  const runs: { x: number; y: number }[][] = [[]];
  for (const [index, point] of points.entries()) {
    const share = shareOf(series.of(point));
    if (share === undefined) runs.push([]);
    else
      runs
        .at(-1)
        ?.push({ x: tenths(EDGE + index * step), y: tenths(EDGE + (1 - share) * (HEIGHT - 2 * EDGE)) });
  }
  return runs.filter((dots) => dots.length > 0);
}

const tenths = (pixels: number): number => Math.round(pixels * 10) / 10;
