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
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const { done, of: all } = of(last);
  const now = saysNow ? line`, now ${done} of ${all}` : undefined;
  const bars = sparkline(points.map((point) => shareOf(of(point))));
  const span = `${periodTitle(first.period)} to ${periodTitle(last.period)}`;
  return line`Share of ${words}, ${span}: ${bars}${now}`;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for dots at the edges, in pixels. */
const EDGE = 4;

interface Dot {
  readonly x: number;
  readonly y: number;
}

/**
 * SVG with a solid line for the share of projects that shipped and a dashed one for the share of steps done, oldest
 * first. Where a period had nothing to share, a line is interrupted. Only attributes style it, which the pages' content
 * policy lets through, and it takes the colour of the text around it. The same points are the same bytes.
 * @param size in pixels; 240 by 48 without it
 */
export function trendSvg(points: readonly TrendPoint[], size: Size = { width: 240, height: 48 }): string {
  const { width, height } = size;
  const shown = { width: `${width}`, height: `${height}`, box: `0 0 ${width} ${height}` };
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${shown.width}" height="${shown.height}" viewBox="${shown.box}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><title>${titleOf(points)}</title><desc>${points.map(describe).join('; ')}</desc>${drawn(points, SHIPPED, size, undefined)}${drawn(points, DONE, size, '2 4')}</svg>`
    .markup;
}

function titleOf(points: readonly TrendPoint[]): string {
  const first = points.at(0);
  const last = points.at(-1);
  const what = `Share of ${SHIPPED.words} (solid) and of ${DONE.words} (dashed)`;
  if (first === undefined || last === undefined) return `${what}: no period yet`;
  const from = periodTitle(first.period);
  return points.length === 1 ? `${what}, ${from}` : `${what}, ${from} to ${periodTitle(last.period)}`;
}

/** `March 2024: 2 of 4 projects shipped, 4 of 6 steps done` */
function describe(point: TrendPoint): string {
  const shipped = SHIPPED.of(point);
  const done = DONE.of(point);
  const projects = shipped.of > 0 ? `${shipped.done} of ${shipped.of} projects shipped` : 'no project judged';
  const steps = done.of > 0 ? `${done.done} of ${done.of} steps done` : 'no steps';
  return `${periodTitle(point.period)}: ${projects}, ${steps}`;
}

function drawn(points: readonly TrendPoint[], series: Series, size: Size, dashes: string | undefined) {
  return runsOf(points, series, size).map((dots) => {
    const [only] = dots;
    if (only !== undefined && dots.length === 1)
      return html`<circle cx="${number(only.x)}" cy="${number(only.y)}" r="${dashes === undefined ? '3' : '2'}"/>`;
    const path = dots.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ');
    const dashed = dashes === undefined ? undefined : html` stroke-dasharray="${dashes}"`;
    return html`<polyline points="${path}"${dashed}/>`;
  });
}

/** Dots that follow each other without a gap. */
function runsOf(points: readonly TrendPoint[], series: Series, { width, height }: Size): Dot[][] {
  const step = points.length > 1 ? (width - 2 * EDGE) / (points.length - 1) : 0;
  const runs: Dot[][] = [[]];
  for (const [index, point] of points.entries()) {
    const share = shareOf(series.of(point));
    if (share === undefined) runs.push([]);
    else runs.at(-1)?.push({ x: EDGE + index * step, y: height - EDGE - share * (height - 2 * EDGE) });
  }
  return runs.filter((dots) => dots.length > 0);
}

const number = (value: number): string => `${Math.round(value * 10) / 10}`;
