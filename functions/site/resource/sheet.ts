/** A reference page, before it is drawn: a few tables with one head. A page, CSV and Markdown are made from the same one. */
import { csvTable, markdownTable, markdownText } from './tables.ts';

/** Whether something is supported: the word of the API. `known` is an answer of another kind, which is written beside. */
type Answer = 'yes' | 'partly' | 'no' | 'unknown' | 'known';

interface SheetCell {
  readonly text: string;
  /** Drawn as a shape before the text. */
  readonly answer?: Answer;
  readonly href?: string | undefined;
  /** What a page shows in place of the text: an address is long. */
  readonly label?: string;
}

export type Cell = string | SheetCell;

interface SheetPart {
  /** An anchor. */
  readonly id: string;
  readonly title: string;
  readonly href?: string | undefined;
  /** What is said of the part, before its rows. */
  readonly lead?: string | undefined;
  /** Where it is another one than that of the sheet; such a part is not in the CSV. */
  readonly head?: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** In place of the table, where it has no rows. */
  readonly empty: string;
}

export interface Sheet {
  readonly title: string;
  /** A count, then what the page is about. */
  readonly lead: string;
  readonly head: readonly string[];
  readonly parts: readonly SheetPart[];
  /** What to ask for with `after`, where there is more. */
  readonly next?: string | null;
}

export const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** One table. Where there are several parts, the first column names the part. */
export function sheetAsCsv({ head, parts }: Sheet): string {
  const like = parts.filter((part) => part.head === undefined);
  const isOne = like.length === 1;
  const rows = like.flatMap(({ title, rows }) =>
    rows.map((row) => [...(isOne ? [] : [title]), ...row.map(textOf)]),
  );
  return csvTable(isOne ? head : ['', ...head], rows);
}

/** For a handbook: headings and tables. It has no clock in it, so the same facts give the same bytes. */
export function sheetAsMarkdown({ title, lead, head, parts }: Sheet): string {
  const sections = parts.map(({ title, lead, head: own = head, rows, empty }) =>
    [
      ...(parts.length === 1 ? [] : [`## ${markdownText(title)}\n`]),
      ...(lead === undefined ? [] : [`${markdownText(lead)}\n`]),
      rows.length === 0
        ? `${markdownText(empty)}\n`
        : markdownTable(
            own,
            rows.map((row) => row.map(textOf)),
          ),
    ].join('\n'),
  );
  return [`# ${markdownText(title)}\n`, `${markdownText(lead)}\n`, ...sections].join('\n');
}
