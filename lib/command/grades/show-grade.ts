/** `grade`: the stars of one feature, why each is what it is, what would earn the next one, and their history. */

import { didYouMean } from '../../../events/nearest.ts';
import { readFeatures } from '../../../functions/catalog/model/import/wire.ts';
import type { GradeReport, GradeRequest } from '../../../functions/grades/model/report.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions, TargetReads } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { dayIn, inWords, LEGEND, momentInWords, signOf, zoneOf } from './words.ts';

export interface GradeOptions extends TargetOptions, GradeRequest {
  readonly json?: boolean;
}

/** @throws {CommandRefusedError} {InputError} */
export function runGrade(around: Surroundings, feature: string, options: GradeOptions): Promise<void> {
  const { asOf, since } = options;
  if (asOf !== undefined && since !== undefined && since > asOf)
    throw new CommandMisusedError('--since lies after --as-of: changes are shown from --since to --as-of.');
  return withReads(around, options, async (reads) => {
    const zone = zoneOf(around.environment);
    const report = await reads.grade(feature, { since, asOf: asOf === around.now ? undefined : asOf });
    if (report === undefined) throw await unknown(reads, feature, asOf && momentInWords(asOf, zone));
    around.terminal.out(options.json ? printableJson(report) : gradeText(report, zone));
  });
}

/** Suggests the feature that was probably meant, or says that there was none of this name yet. */
export async function unknown(
  reads: TargetReads,
  feature: string,
  then?: string | undefined,
): Promise<CommandRefusedError> {
  if (then !== undefined && (await reads.grade(feature, {})) !== undefined)
    return new CommandRefusedError(`Nothing was known of a feature ${feature} by ${then} yet.`);
  const features = await readFeatures(reads.page);
  const hint = didYouMean(feature, [...features.keys()], '.');
  return new CommandRefusedError(`Nothing is known of a feature ${feature}${hint}`);
}

/** Moments of the history that are shown: the newest ones. */
const MAX_MOMENTS = 10;
const MAX_NEXT = 5;

function gradeText(report: GradeReport, zone: string): string {
  const now = [head(report, zone), stars(report), next(report), remarks(report)];
  return [...now, since(report, zone), history(report, zone)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(printable).join('\n'))
    .join('\n\n');
}

function head(report: GradeReport, zone: string): string[] {
  const { feature, title, team, maturity, retiredAt, at, grade } = report;
  const name = title === undefined ? feature : `${title} (${feature})`;
  const owner = team === undefined ? 'nobody has registered it yet' : `team ${team}, ${maturity}`;
  const gone = retiredAt === undefined ? [] : [`Retired on ${dayIn(retiredAt, zone)}.`];
  const line =
    grade === undefined
      ? `There is no rubric as of ${momentInWords(at, zone)}, so it has no grade.`
      : `${grade.earned} of ${grade.of} stars as of ${momentInWords(at, zone)}, rubric ${grade.rubricVersion}`;
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

function since({ since: difference }: GradeReport, zone: string): string[] {
  if (difference === undefined) return [];
  const lines = difference.stars.map(
    ({ title, from, to, because }) => `  ${title}: ${inWords(from)}, now ${inWords(to)}: ${because}`,
  );
  const then = momentInWords(difference.at, zone);
  return lines.length === 0 ? [`Nothing has changed since ${then}.`] : [`Since ${then}:`, ...lines];
}

/** `gained`, `lost`, or what it is now where it was earned neither before nor after. */
function changeOf({ from, to }: GradeReport['history'][number]['stars'][number]): string {
  if (to === 'earned') return 'gained';
  return from === 'earned' ? 'lost' : `now ${inWords(to)}`;
}

function history({ history: all }: GradeReport, zone: string): string[] {
  if (all.length === 0) return [];
  const shown = all.slice(-MAX_MOMENTS);
  const lines = shown.map(({ at, earned, of, stars: changed }) => {
    const what =
      changed.length > 3
        ? `${changed.length} stars changed`
        : changed.map((star) => `${star.title} ${changeOf(star)}`).join(', ');
    return `  ${dayIn(at, zone)}  ${earned} of ${of}  ${what}`;
  });
  const left = all.length - shown.length;
  return ['History:', ...(left > 0 ? [`  ${plural(left, 'earlier change')}`] : []), ...lines];
}
