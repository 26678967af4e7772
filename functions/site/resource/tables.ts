/** Tables as text: CSV for spreadsheets, and Markdown for documents. */

type Row = readonly string[];

// A spreadsheet takes these beginnings for formulas: https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line, without its end. */
export const csvRow = (cells: Row): string => cells.map(csvCell).join(',');

export const csvTable = (head: Row, rows: readonly Row[]): string =>
  [head, ...rows].map((row) => `${csvRow(row)}\r\n`).join('');

export const markdownRow = (cells: Row): string => `| ${cells.map(markdownText).join(' | ')} |`;

export const markdownTable = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `${markdownRow(row)}\n`).join('');

/** Escapes what Markdown or HTML would interpret: a name never becomes a link, an image, a mention or a tag. */
export const markdownText = (text: string): string =>
  /^-+$/.test(text)
    ? text
    : text
        .replaceAll(/\s*[\r\n]+\s*/g, ' ')
        .replaceAll(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};${APART[sign] ?? ''}`);

/** Also the colon of an address and the dot after www, which become links without any brackets. */
const SPECIAL = /[\\`*_{}[\]<>#|!@&~]|:(?=\/\/)|(?<=www)\./gi;

// GitHub looks for mentions and issues in the rendered text, where an encoded sign is a plain one; only a zero-width space
// behind it is safe: https://github.com/github/cmark-gfm/issues/181
const APART: Readonly<Record<string, string>> = { '@': '&#8203;', '#': '&#8203;' };
