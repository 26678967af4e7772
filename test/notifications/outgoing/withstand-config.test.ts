/** A catalog whose files are meant to do harm: `validate` says what and where, and nothing of it is taken. */
import { describe, expect, it } from '@jest/globals';
import { scratch } from '../../lib/catalog/scratch.ts';
import { inProcess } from '../../lib/command/in-process.ts';

const { holding } = scratch();

const ten = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
/** 10^9 values in 500 bytes; their tenth part of a million is named on line 7. */
const bomb = [
  `a0: &a0 ${ten('x')}`,
  ...Array.from({ length: 9 }, (_none, at) => `a${at + 1}: &a${at + 1} ${ten(`*a${at}`)}`),
].join('\n');

/** One entry of the list: a file, and the error that it gets. */
interface Row {
  readonly what: string;
  readonly text: string;
  readonly line: number;
  readonly says: string;
  /** Why the answer is another than the list has. */
  readonly otherwise?: string;
}

const sound = 'ranking:\n  title: Ranking\n  team: search\n  maturity: ga\n';

const rows: readonly Row[] = [
  {
    what: 'aliases of aliases that come to 10^9 values',
    text: bomb,
    line: 7,
    says: 'stands for more than a catalog holds, through aliases of aliases',
    otherwise: 'values are counted, not aliases: a file may name one anchor as often as it likes',
  },
  { what: '10 KB of [', text: '['.repeat(10_240), line: 1, says: 'is nested more than 60 deep' },
  {
    what: '10 KB of [ on many lines',
    text: '[\n'.repeat(5120),
    line: 60,
    says: 'is nested more than 60 deep',
  },
  {
    what: 'a merge that would set a prototype',
    text: `${sound}  <<: {__proto__: {polluted: true}}\n`,
    line: 5,
    says: 'merges (<<) what it should say',
  },
  {
    what: 'a merge of an anchor that would',
    text: `base: &base\n  __proto__: {polluted: true}\n${sound}  <<: *base\n`,
    line: 7,
    says: 'merges (<<) what it should say',
  },
  {
    what: 'a field __proto__',
    text: `${sound}  __proto__: {polluted: true}\n`,
    line: 5,
    says: '__proto__ is no known field',
  },
  {
    what: 'a field constructor',
    text: `${sound}  constructor: {prototype: {polluted: true}}\n`,
    line: 5,
    says: 'constructor is no known field',
  },
  { what: 'a field twice', text: `${sound}  team: other\n`, line: 5, says: 'is there twice' },
  { what: 'a record twice', text: `${sound}${sound}`, line: 5, says: 'is there twice' },
  {
    what: 'a record twice, once in quotes',
    text: `${sound}"ranking":\n  title: Other\n`,
    line: 5,
    says: 'is there twice',
  },
];

describe('A file of a catalog with', () => {
  it.each(rows.map((row): [string, Row] => [row.what, row]))(
    '%s is an error that names its file and line',
    async (_title, { text, line, says }) => {
      const directory = await holding({ 'teams.yml': 'search:\n  title: Search\n', 'features.yml': text });
      const { status, out, err } = await inProcess({}, 'validate', directory);
      const errors = out.split('\n').filter((each) => each.includes(': error: '));
      expect({ status, err }).toEqual({ status: 1, err: '' });
      expect(errors.map((each) => each.slice(directory.length + 1))).toContainEqual(
        expect.stringMatching(new RegExp(`^features\\.yml:${line}:\\d+: error: `)),
      );
      expect(out).toContain(says);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect({}).not.toHaveProperty('polluted');
    },
  );
});
