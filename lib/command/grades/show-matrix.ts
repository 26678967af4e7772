/** `matrix`: features by stars, row by row, so that a large one begins to show at once. */
import type { MatrixPage, MatrixRow } from '../../../functions/grades/model/report.ts';
import { withReads } from '../open-target.ts';
import type { FORMATS } from '../options.ts';
import type { GradeReads, MatrixRequest, TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings, type Terminal } from '../terminal.ts';
import { csvHead, csvLine, jsonRow, markdownHead, markdownLine } from './matrix-files.ts';
import { matrixFoot, matrixHead, matrixLine } from './matrix-text.ts';

export interface MatrixOptions extends TargetOptions, MatrixRequest {
  readonly format: (typeof FORMATS)[number];
}

interface Writer {
  head(page: MatrixPage): readonly string[];
  line(row: MatrixRow): string;
  foot(rows: readonly Tally[]): readonly string[];
}

type Tally = Pick<MatrixRow, 'earned' | 'of'>;

const writers: Readonly<Record<Exclude<MatrixOptions['format'], 'json'>, Writer>> = {
  table: { head: matrixHead, line: matrixLine, foot: (rows) => ['', matrixFoot(rows)] },
  csv: { head: (page) => [csvHead(page)], line: csvLine, foot: () => [] },
  md: { head: markdownHead, line: markdownLine, foot: () => [] },
};

/** @throws {InputError} */
export function runMatrix(around: Surroundings, options: MatrixOptions): Promise<void> {
  const { terminal } = around;
  const { format } = options;
  return withReads(around, options, async (reads) => {
    if (format === 'json') terminal.out(await asJson(reads, options));
    else await writeLines(terminal, pagesOf(reads, options), writers[format]);
  });
}

async function writeLines(
  { out }: Terminal,
  pages: AsyncIterable<MatrixPage>,
  { head, line, foot }: Writer,
): Promise<void> {
  const tallies: Tally[] = [];
  let isFirst = true;
  for await (const page of pages) {
    // Once, also where the first page has no row.
    if (isFirst) for (const text of head(page)) out(printable(text));
    isFirst = false;
    for (const row of page.rows) out(printable(line(row)));
    tallies.push(...page.rows.map(({ earned, of }) => ({ earned, of })));
  }
  for (const text of foot(tallies)) out(text);
}

async function* pagesOf(reads: GradeReads, { team, asOf }: MatrixRequest): AsyncGenerator<MatrixPage> {
  let after: string | undefined;
  let isFirst = true;
  do {
    const page = await reads.matrix({ team, asOf, after });
    after = page.next;
    // A page can be empty because of who is asked for; the first one says what there is.
    if (isFirst || page.rows.length > 0) yield page;
    isFirst = false;
  } while (after !== undefined);
}

/** `{"at", "rubricVersion", "columns": […], "features": [{…, "stars": {category: word}}]}` */
async function asJson(reads: GradeReads, options: MatrixOptions): Promise<string> {
  const features: object[] = [];
  let head: Pick<MatrixPage, 'at' | 'rubricVersion' | 'columns'> | undefined;
  for await (const { at, rubricVersion, columns, rows } of pagesOf(reads, options)) {
    head ??= { at, rubricVersion, columns };
    features.push(...rows.map(jsonRow));
  }
  return printableJson({ ...head, features });
}
