/**
 * Where to draw the milestones of a train. Every month has the same width, so that the heads of the months are a row of equal
 * cells; within a month, a moment is where its day is.
 */
import type { CalendarRelease } from './train-report.ts';

/** Of the whole width, 0 to 100. */
export interface Stretch {
  /** Work until the freeze, from the freeze to the cut, and from the cut until it is out. */
  readonly kind: 'work' | 'frozen' | 'after';
  readonly from: number;
  readonly to: number;
}

export interface DrawnRelease {
  readonly release: CalendarRelease;
  readonly stretches: readonly Stretch[];
  readonly midCycle?: number | undefined;
  readonly cut?: number | undefined;
}

export interface Drawing {
  /** `2024-03`, each a column. */
  readonly months: readonly string[];
  /** The first to be cut first. */
  readonly rows: readonly DrawnRelease[];
  /** Absent where it is beside the months that are drawn. */
  readonly today?: number | undefined;
}

/** Releases that are drawn: a few that are past, and those to come. */
const PAST = 3;
const MAX_ROWS = 10;
const MAX_MONTHS = 24;

/**
 * @param releases the newest first
 * @returns `undefined` where nothing has two moments to draw between
 */
export function drawingOf(releases: readonly CalendarRelease[], now: string): Drawing | undefined {
  const dated = releases.filter(({ counts, cutAt }) => counts && cutAt !== undefined).toReversed();
  const past = dated.filter(({ cutAt = '' }) => cutAt < now).length;
  const chosen = dated.slice(Math.max(0, past - PAST)).slice(0, MAX_ROWS);
  const moments = chosen.flatMap(momentsOf).toSorted();
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const months = monthsBetween(first, last).slice(-MAX_MONTHS);
  const place = (at: string) => placeIn(months, at);
  const today = place(now);
  return {
    months,
    rows: chosen.map((release) => drawn(release, place)),
    today: today > 0 && today < 100 ? today : undefined,
  };
}

const startOf = ({ opensAt, after }: CalendarRelease) => opensAt ?? after;

const outAt = ({ publishedAt, releaseAt }: CalendarRelease) => publishedAt ?? releaseAt;

const momentsOf = (release: CalendarRelease): string[] =>
  [startOf(release), release.featureFreezeAt, release.cutAt, outAt(release)].flatMap((at) => at ?? []);

function drawn(release: CalendarRelease, place: (at: string) => number): DrawnRelease {
  const { featureFreezeAt: freeze, cutAt: cut, midCycleAt } = release;
  const [start, out] = [startOf(release), outAt(release)];
  const stretch = (kind: Stretch['kind'], from: string | undefined, to: string | undefined) =>
    from === undefined || to === undefined || from >= to ? [] : [{ kind, from: place(from), to: place(to) }];
  return {
    release,
    stretches: [
      ...stretch('work', start, freeze ?? cut),
      ...stretch('frozen', freeze, cut),
      ...stretch('after', cut, out),
    ],
    midCycle: midCycleAt === undefined ? undefined : place(midCycleAt),
    cut: cut === undefined ? undefined : place(cut),
  };
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  const at = new Date(`${first.slice(0, 7)}-01T00:00:00.000Z`);
  for (; at.toISOString() <= last; at.setUTCMonth(at.getUTCMonth() + 1))
    months.push(at.toISOString().slice(0, 7));
  return months;
}

/** What is before the first month is at its beginning, and what is after the last at its end. */
function placeIn(months: readonly string[], at: string): number {
  const month = at.slice(0, 7);
  const index = months.indexOf(month);
  if (index < 0) return month < (months[0] ?? '') ? 0 : 100;
  const begins = Date.parse(`${month}-01T00:00:00.000Z`);
  const ends = new Date(begins);
  ends.setUTCMonth(ends.getUTCMonth() + 1);
  const part = (Date.parse(at) - begins) / (ends.getTime() - begins);
  return Math.round(((index + part) / months.length) * 10_000) / 100;
}
