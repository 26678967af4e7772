/** `matrix`: features by stars, as a table, CSV, Markdown or JSON; row by row, so a large one begins to show at once. */

import type { MatrixPage, MatrixRequest, MatrixRow } from '../../../functions/grades/model/report.ts';
import { rollUp } from '../../../functions/grades/model/star.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { csvRow, markdownRow } from '../../../functions/site/resource/tables.ts';
import { audienceFacts } from '../digests/teams.ts';
import { withReads } from '../open-target.ts';
import type { FORMATS } from '../options.ts';
import type { TargetOptions, TargetReads } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { LEGEND, momentInWords, signOf, wordOf, zoneOf } from './words.ts';

export interface MatrixOptions extends TargetOptions, MatrixRequest {
  readonly format: (typeof FORMATS)[number];
}

interface Writer {
  head(page: MatrixPage, zone: string): readonly string[];
  line(row: MatrixRow): string;
  foot(rows: readonly Tally[]): readonly string[];
}

type Tally = Pick<MatrixRow, 'earned' | 'of'>;

/** A name that is longer is cut: a table that wraps cannot be read. */
const MAX_NAME_LENGTH = 40;
const CELL = 4;

/** Above the rows: the moment, the signs, and the name of each column. */
function matrixHead({ at, rubricVersion, columns }: MatrixPage, zone: string): string[] {
  const then = momentInWords(at, zone);
  if (rubricVersion === undefined) return [`There is no rubric as of ${then}: no star can be given yet.`];
  const names = columns.map(
    ({ title, category, team }, index) => `  ${index + 1} ${title} (${category}, team ${team})`,
  );
  const numbers = columns.map((_column, index) => String(index + 1).padStart(CELL)).join('');
  const head = `${'team / feature'.padEnd(MAX_NAME_LENGTH + 2)}${numbers}  stars`;
  return [`As of ${then}, rubric ${rubricVersion}`, LEGEND, ...names, '', head];
}

const matrixLine = ({ team, feature, stars, earned, of }: MatrixRow): string => {
  const name = short(`${team} / ${feature}`).padEnd(MAX_NAME_LENGTH + 2);
  const cells = stars.map((star) => signOf(star).padStart(CELL)).join('');
  return `${name}${cells}  ${earned} of ${of}`;
};

/** Below the rows: the sum over all of them. */
function matrixFoot(rows: readonly Tally[]): string[] {
  const { features, earned, of, share } = rollUp(rows);
  const percent = share === undefined ? '' : ` (${Math.round(share * 100)} %)`;
  return ['', `${plural(features, 'feature')}, ${earned} of ${of} stars${percent}`];
}

const short = (name: string): string =>
  name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 1).toWellFormed()}…`;

const csvHead = ({ columns }: MatrixPage): string[] => {
  const categories = columns.map(({ category }) => category);
  return [csvRow(['team', 'feature', 'title', 'maturity', 'earned', 'of', ...categories])];
};

export const csvLine = ({ team, feature, title, maturity = '', earned, of, stars }: MatrixRow): string =>
  csvRow([team, feature, title, maturity, String(earned), String(of), ...stars.map(wordOf)]);

function markdownHead({ columns }: MatrixPage): string[] {
  const names = ['Team', 'Feature', ...columns.map(({ title }) => title), 'Stars'];
  return [markdownRow(names), markdownRow(names.map(() => '---'))];
}

const markdownLine = ({ team, feature, stars, earned, of }: MatrixRow): string =>
  markdownRow([team, feature, ...stars.map(signOf), `${earned} of ${of}`]);

const jsonRow = ({ stars, ...row }: MatrixRow) => ({
  ...row,
  stars: Object.fromEntries(stars.map((star) => [star.category, wordOf(star)])),
});

const writers: Readonly<Record<Exclude<MatrixOptions['format'], 'json'>, Writer>> = {
  table: { head: matrixHead, line: matrixLine, foot: matrixFoot },
  csv: { head: csvHead, line: csvLine, foot: () => [] },
  md: { head: markdownHead, line: markdownLine, foot: () => [] },
};

/** @throws {InputError} */
export function runMatrix(around: Surroundings, options: MatrixOptions): Promise<void> {
  const { terminal, now } = around;
  const { format, team, asOf } = options;
  const request = { team, asOf: asOf === now ? undefined : asOf };
  return withReads(around, options, async (reads) => {
    if (team !== undefined) await mustMatch(reads, { ...request, team });
    if (format === 'json') terminal.out(await asJson(reads, request));
    else await writeLines(around, pagesOf(reads, request), writers[format]);
  });
}

/** A team that nobody registered may have features all the same. @throws {AbsentError} when it has none */
async function mustMatch(
  reads: TargetReads,
  request: MatrixRequest & { readonly team: string },
): Promise<void> {
  const { unknown } = await audienceFacts(reads, { team: request.team });
  if (unknown === undefined) return;
  for await (const { rows } of pagesOf(reads, request)) if (rows.length > 0) return;
  throw unknown;
}

async function writeLines(
  { terminal: { out }, environment }: Surroundings,
  pages: AsyncIterable<MatrixPage>,
  { head, line, foot }: Writer,
): Promise<void> {
  const tallies: Tally[] = [];
  let isFirst = true;
  for await (const page of pages) {
    // Printed once, even if the first page has no rows.
    if (isFirst) for (const text of head(page, zoneOf(environment))) out(printable(text));
    isFirst = false;
    for (const row of page.rows) out(printable(line(row)));
    tallies.push(...page.rows.map(({ earned, of }) => ({ earned, of })));
  }
  for (const text of foot(tallies)) out(text);
}

async function* pagesOf(reads: TargetReads, { team, asOf }: MatrixRequest): AsyncGenerator<MatrixPage> {
  let after: string | undefined;
  do {
    const page = await reads.matrix({ team, asOf, after });
    yield page;
    after = page.next;
  } while (after !== undefined);
}

/** `{"at", "rubricVersion", "columns": […], "features": [{…, "stars": {category: word}}]}` */
async function asJson(reads: TargetReads, request: MatrixRequest): Promise<string> {
  const features: object[] = [];
  let head: Pick<MatrixPage, 'at' | 'rubricVersion' | 'columns'> | undefined;
  for await (const { at, rubricVersion, columns, rows } of pagesOf(reads, request)) {
    head ??= { at, rubricVersion, columns };
    features.push(...rows.map(jsonRow));
  }
  return printableJson({ ...head, features });
}
