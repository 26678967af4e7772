import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvTable, markdownTable } from '../../../functions/site/resource/tables.ts';

/** By RFC 4180, as a spreadsheet reads it. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (const [, raw = '', end] of text.matchAll(cell)) {
    cells.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',') continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}

const anyCell = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@a',
    '\t=1',
    '\r=1',
    '"=1"',
    "'=1",
    'a,b',
    'a\nb',
    'a\r\nb',
    '',
    ' =1',
  ),
);
const anyTable = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
  );

describe('A table as CSV', () => {
  test('is read back cell by cell, and no cell is a formula', () => {
    fc.assert(
      fc.property(anyTable, ([head = [], ...rows]) => {
        const read = parsed(csvTable(head, rows));
        const all = [head, ...rows];
        expect(read.map((row) => row.length)).toEqual(all.map((row) => row.length));
        for (const [at, row] of read.entries())
          for (const [index, cell] of row.entries()) {
            expect(cell).not.toMatch(/^[=+\-@\t\r]/);
            const said = all[at]?.[index] ?? '';
            expect([said, `'${said}`]).toContain(cell);
          }
      }),
    );
  });
});

describe('A table as Markdown', () => {
  test('has one line a row with as many cells in each', () => {
    fc.assert(
      fc.property(anyTable, ([head = [], ...rows]) => {
        const lines = markdownTable(head, rows).split('\n').slice(0, -1);
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) expect(line.match(/\|/g)).toHaveLength(head.length + 1);
      }),
    );
  });
});
