import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvLine } from '../../../lib/command/grades/show-matrix.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { fact, registered } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

const TOKEN = 'chosen-by-the-test-for-its-host';
const AWAY = { SHIPSHAPE_API_TOKEN: TOKEN, TZ: 'Europe/Berlin' };
const ESCAPE = '\u001b[31mred\u001b]0;title\u0007\u009b2J';
const FORMATS = ['table', 'json', 'csv', 'md'] as const;

/** Names that mean something to whoever reads them: spreadsheets, documents, terminals. */
const HOSTILE: Readonly<Record<string, string>> = {
  formula: "=cmd|'/c calc'!A0",
  sum: '@SUM(1+1)',
  minus: '-2+3',
  quoted: 'A "quoted", long\r\nname',
  tag: '<script>alert(1)</script>',
  link: '[x](javascript:alert(1)) https://evil.example www.evil.example',
  mention: 'ask @org/team about #1',
  escaped: `a${ESCAPE}b`,
  table: 'a|b \\| `c` **d** &amp; ~~e~~',
  turned: 'abc\u202efdp.exe',
};
const categories = ['docs', 'formula', 'mention', 'table', 'link', 'tag'].map((id) => ({
  category: id === 'formula' ? '@1+1' : id,
  title: HOSTILE[id] ?? 'Docs',
  team: 'writers',
  policy: 'team' as const,
  criteria: 'x',
}));
const said = (type: 'StarGranted' | 'StarRevoked', day: string) =>
  fact(type, day, {
    feature: 'formula',
    category: 'docs',
    side: 'team',
    rubricVersion: '1',
    comment: `fine ${ESCAPE}`,
    evidence: 'https://example.com/review',
    actor: 'person:ada',
  });

let host: Host;
const ask = (...words: string[]) => inProcess(AWAY, ...words, '--url', host.address);

async function asked(...words: string[]): Promise<string> {
  const { status, out, err } = await ask(...words);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

beforeAll(async () => {
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish([
    fact('RubricPublished', '2024-01-01', { rubricVersion: '1', categories }),
    ...Object.entries(HOSTILE).map(([feature, title]) => registered(feature, '2024-01-02', { title })),
    registered('@org/team', '2024-01-02', { team: '@1+1' }),
    registered('other', '2024-01-02', { team: 'turners' }),
    said('StarGranted', '2024-02-01'),
    said('StarRevoked', '2024-04-01'),
    fact('TeamRegistered', '2024-01-01', { team: 'movers', title: 'Movers' }),
    registered('late', '2024-05-01', { team: 'movers' }),
    registered('late', '2024-06-01', { team: 'stayers' }),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

/** A small reader of CSV as RFC 4180 has it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

describe('The matrix', () => {
  it('as JSON is read back as what it says, also with names that escape', async () => {
    const { rubricVersion, columns, features } = JSON.parse(await asked('matrix', '--format', 'json'));
    expect(rubricVersion).toBe('1');
    expect(columns.map(({ title }: { title: string }) => title)).toEqual(
      categories.map(({ title }) => title),
    );
    const titles = Object.fromEntries(
      features.map(({ feature, title }: { feature: string; title: string }) => [feature, title]),
    );
    expect(titles).toMatchObject({
      formula: HOSTILE.formula,
      table: HOSTILE.table,
      quoted: 'A "quoted", long name',
    });
    expect(features.map(({ feature }: { feature: string }) => feature)).toContain('other');
    expect(features.at(-1)).toMatchObject({ stars: { docs: 'unknown', '@1+1': 'unknown' } });
  });

  it('as CSV is read back cell by cell, and no cell is a formula', async () => {
    const [head, ...rows] = parseCsv(await asked('matrix', '--format', 'csv'));
    expect(head).toEqual([
      'team',
      'feature',
      'title',
      'maturity',
      'earned',
      'of',
      'docs',
      "'@1+1",
      'mention',
      'table',
      'link',
      'tag',
    ]);
    for (const row of rows) expect(row).toHaveLength(12);
    for (const cell of [head ?? [], ...rows].flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const formula = rows.find(([, feature]) => feature === 'formula');
    expect(formula?.slice(2)).toEqual([
      `'${HOSTILE.formula}`,
      'beta',
      '0',
      '6',
      'not-earned',
      ...Array(5).fill('unknown'),
    ]);
    expect(rows.find(([, feature]) => feature === 'quoted')?.[2]).toBe('A "quoted", long name');
  });

  it('as CSV keeps line breaks within their cell', () => {
    const row = { team: '\tt', feature: 'a', title: '"x",\r\ny', earned: 1, of: 2, stars: [] };
    expect(parseCsv(csvLine(row))).toEqual([["'\tt", 'a', '"x",\r\ny', '', '1', '2']]);
  });

  it('as Markdown has as many cells in each row, and makes nothing of any name', async () => {
    const lines = (await asked('matrix', '--format', 'md')).trim().split('\n');
    for (const line of lines) expect(line.match(/\|/g)).toHaveLength(categories.length + 4);
    expect(lines[1]).toMatch(/^(\| --- )+\|$/);
    const text = [lines[0], ...lines.slice(2)].join('\n');
    expect(text).not.toMatch(/[<>[\]`*\\~]|:\/\/|www\.|@(?!&#8203;)/);
    // What a reader sees: the signs are back, and no mention is left where mentions are looked for.
    const seen = text.replaceAll(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
    expect(seen).toContain('| @\u200borg/team |');
    expect(seen).toContain('ask @\u200borg/team about #\u200b1');
    expect(seen).not.toMatch(/@org|#1/);
  });

  it('as a table says what each sign and each column is, and how much of it all is earned', async () => {
    const out = await asked('matrix', '--team', 'search', '--as-of', '2024-03-01');
    expect(out).toMatch(
      /^As of the end of 2024-03-01 \(Europe\/Berlin\), rubric 1\n★ earned.*\n {2}1 Docs \(docs, team writers\)\n/,
    );
    expect(out).toMatch(/search \/ formula +★ {3}\? {3}\? {3}\? {3}\? {3}\? {2}1 of 6\n/);
    expect(out.trim().split('\n').at(-1)).toBe('10 features, 1 of 60 stars (2 %)');
  });

  it.each(FORMATS)('as %s holds the features of one team only, also as of an earlier day', async (format) => {
    const of = (...words: string[]) => asked('matrix', '--format', format, ...words);
    expect(await of('--team', 'stayers')).toContain('late');
    expect(await of('--team', 'movers')).not.toContain('late');
    expect(await of('--team', 'movers', '--as-of', '2024-05-02')).toContain('late');
    expect(await of('--as-of', '2024-04-30')).not.toContain('late');
  });

  it.each([
    ['a format that is none', ['matrix', '--format', 'xml'], 'Allowed choices are table, json, csv, md'],
    ['a day that is none', ['matrix', '--as-of', '2024-02-30'], 'It is not an existing day'],
    ['a moment to come', ['matrix', '--as-of', '2199-01-01T00:00:00Z'], 'It is in the future'],
    ['a moment to come', ['grade', 'late', '--since', '2199-01-01T00:00:00Z'], 'It is in the future'],
    [
      'an end before its beginning',
      ['grade', 'late', '--as-of', '2024-05-02', '--since', '2024-06-02'],
      '--since lies after',
    ],
    [
      'a feature that was not there yet',
      ['grade', 'late', '--as-of', '2024-04-30'],
      'Nothing was known of a feature late by the end of 2024-04-30 (Europe/Berlin) yet.',
    ],
    [
      'a feature that nobody knows',
      ['grade', 'lat'],
      'Nothing is known of a feature lat, did you mean late?',
    ],
  ])('and a grade are refused for %s', async (_what, words, why) => {
    const { status, out, err } = await ask(...words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(why);
  });
});

describe('The grade of one feature', () => {
  it('is as it was on a day, and tells what is different from another', async () => {
    expect(await asked('grade', 'formula', '--as-of', '2024-03-01')).toContain(
      '1 of 6 stars as of the end of 2024-03-01 (Europe/Berlin)',
    );
    expect(await asked('grade', 'formula', '--as-of', '2024-01-15')).toContain(
      '0 of 6 stars as of the end of 2024-01-15 (Europe/Berlin)',
    );
    const out = await asked('grade', 'formula', '--since', '2024-03-01');
    expect(out).toContain('Since the end of 2024-03-01 (Europe/Berlin):\n  Docs: earned, now not earned: ');
    expect(out).toMatch(
      /History:\n {2}2024-01-01 {2}0 of 6 {2}6 stars changed\n {2}2024-02-01 {2}1 of 6 {2}Docs gained\n/,
    );
    const steady = await asked('grade', 'formula', '--since', '2024-02-01', '--as-of', '2024-03-01');
    expect(steady).toContain('Nothing has changed since the end of 2024-02-01 (Europe/Berlin).');
  });
});

describe('What is printed', () => {
  const printed: readonly (readonly [string, readonly string[]])[] = [
    ...FORMATS.map((format) => [`the matrix as ${format}`, ['matrix', '--format', format]] as const),
    ['a grade', ['grade', 'formula']],
    ['a grade as JSON', ['grade', 'formula', '--json']],
    ['the grade of a title that turns around', ['grade', 'turned']],
  ];

  it.each(printed)('of %s moves no cursor, sets no colour and turns no text around', async (_what, words) => {
    const out = await asked(...words);
    expect(out).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  });
});
