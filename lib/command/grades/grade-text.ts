/** The grade of one feature as text for people: each star with its reason, and what would earn the next one. */
import type { GradeReport } from '../../../functions/grades/model/report.ts';
import { printable } from '../terminal.ts';
import { dayOf, inWords, LEGEND, signOf } from './signs.ts';

/** Moments of the history that are shown; the newest say most. */
const MAX_MOMENTS = 10;
const MAX_NEXT = 5;

export function gradeText(report: GradeReport): string {
  const parts = [head(report), stars(report), next(report), remarks(report), since(report), history(report)];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(printable).join('\n'))
    .join('\n\n');
}

function head({ feature, title, team, maturity, retiredAt, at, grade }: GradeReport): string[] {
  const name = title === undefined ? feature : `${title} (${feature})`;
  const owner = team === undefined ? 'nobody has registered it yet' : `team ${team}, ${maturity}`;
  const gone = retiredAt === undefined ? [] : [`Retired on ${dayOf(retiredAt)}.`];
  const line =
    grade === undefined
      ? `There is no rubric as of ${dayOf(at)}, so it has no grade.`
      : `${grade.earned} of ${grade.of} stars as of ${dayOf(at)}, rubric ${grade.rubricVersion}`;
  return [`${name}: ${owner}`, ...gone, line];
}

function stars({ grade }: GradeReport): string[] {
  if (grade === undefined) return [];
  const widest = Math.max(...grade.stars.map(({ title }) => title.length));
  const lines = grade.stars.map(
    (star) => `  ${signOf(star).padEnd(3)} ${star.title.padEnd(widest)}  ${star.because}`,
  );
  return [LEGEND, ...lines];
}

function next(report: GradeReport): string[] {
  const all = report.next.slice(0, MAX_NEXT);
  const left = report.next.length - all.length;
  if (all.length === 0) return [];
  const lines = all.map(({ title, who, what }) => `  ${title}: ${who}: ${what}`);
  return ['The next stars within reach:', ...lines, ...(left > 0 ? [`  and ${left} more`] : [])];
}

const remarks = (report: GradeReport): string[] =>
  report.remarks.length === 0 ? [] : ['Remarks:', ...report.remarks.map(({ text }) => `  ${text}`)];

function since({ since: difference }: GradeReport): string[] {
  if (difference === undefined) return [];
  const lines = difference.stars.map(
    ({ title, from, to, because }) => `  ${title}: ${inWords(from)}, now ${inWords(to)}: ${because}`,
  );
  const day = dayOf(difference.at);
  return lines.length === 0 ? [`Nothing has changed since ${day}.`] : [`Since ${day}:`, ...lines];
}

function history({ history: all }: GradeReport): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(-MAX_MOMENTS);
  const lines = shown.map(({ at, earned, of, stars: changed }) => {
    const what =
      changed.length > 3 ? `${changed.length} stars` : changed.map(({ title }) => title).join(', ');
    return `  ${dayOf(at)}  ${earned} of ${of}  ${what}`;
  });
  const left = all.length - shown.length;
  return ['History:', ...(left > 0 ? [`  ${left} earlier moments`] : []), ...lines];
}
