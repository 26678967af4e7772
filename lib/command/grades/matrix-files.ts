/** The matrix as CSV for spreadsheets, as Markdown for documents, and as JSON for programs: a line or a row each. */
import type { MatrixPage, MatrixRow } from '../../../functions/grades/model/report.ts';
import { signOf, wordOf } from './signs.ts';

type Head = Pick<MatrixPage, 'columns'>;

export const csvHead = ({ columns }: Head): string =>
  ['team', 'feature', 'title', 'maturity', 'earned', 'of', ...columns.map(({ category }) => category)]
    .map(csvCell)
    .join(',');

export const csvLine = ({ team, feature, title, maturity = '', earned, of, stars }: MatrixRow): string =>
  [team, feature, title, maturity, String(earned), String(of), ...stars.map(wordOf)].map(csvCell).join(',');

// A spreadsheet takes these beginnings for formulas: https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export function markdownHead({ columns }: Head): string[] {
  const names = ['Team', 'Feature', ...columns.map(({ title }) => title), 'Stars'];
  return [markdownRow(names), markdownRow(names.map(() => '---'))];
}

export const markdownLine = ({ team, feature, stars, earned, of }: MatrixRow): string =>
  markdownRow([team, feature, ...stars.map(signOf), `${earned} of ${of}`]);

const markdownRow = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;

/** What Markdown or HTML would make something of is written as what it is: a name is no link, image, mention or tag. */
const markdownCell = (text: string): string =>
  /^-+$/.test(text)
    ? text
    : text.replaceAll(SPEAKING, (sign) => `&#${sign.charCodeAt(0)};${APART[sign] ?? ''}`);

/** Also the colon of an address and the dot after www, which are links without any brackets. */
const SPEAKING = /[\\`*_{}[\]<>#|!@&~]|:(?=\/\/)|(?<=www)\./gi;

// GitHub looks for mentions and issues in what was rendered, where an encoded sign is a plain one; only a space of no
// width behind it is safe: https://github.com/github/cmark-gfm/issues/181
const APART: Readonly<Record<string, string>> = { '@': '&#8203;', '#': '&#8203;' };

export const jsonRow = ({ stars, ...row }: MatrixRow) => ({
  ...row,
  stars: Object.fromEntries(stars.map((star) => [star.category, wordOf(star)])),
});
