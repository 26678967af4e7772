/** Reading one YAML file: what people write by hand, and what was never meant as a catalog. */
import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { readYaml, readYamlFile } from '../../../lib/catalog/yaml-file.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();
const read = (text: string) => readYaml(Buffer.from(text));
const understood = (text: string) => {
  const { value, problems } = read(text);
  expect(problems).toEqual([]);
  return value;
};

describe('values', () => {
  test('an empty file, or one of comments, is an empty section', () => {
    for (const text of ['', '\n\n', '# only words\n', '---\n', '\uFEFF']) expect(understood(text)).toBeNull();
  });

  test('keys are what is written', () => {
    const text = '5.10: a\n1e3: b\n~: c\nnull: d\ntrue: e\n0x1F: f\n"5.1": g\n2024-12-25: h';
    expect(understood(text)).toEqual(new Map(Object.entries(expectedKeys)));
  });
  const expectedKeys = { '5.10': 'a', '1e3': 'b', '~': 'c', null: 'd', true: 'e', '0x1F': 'f', '5.1': 'g' };
  Object.assign(expectedKeys, { '2024-12-25': 'h' });

  test('keys keep their order, also numbers', () => {
    const value = understood('10: a\n9: b\nx: c\n1: d');
    expect(value instanceof Map ? [...value.keys()] : []).toEqual(['10', '9', 'x', '1']);
  });

  test('no, on and dates are text, also where the file asks for YAML 1.1', () => {
    for (const head of ['', '%YAML 1.1\n---\n'])
      expect(understood(`${head}a: no\nb: on\nc: 2024-12-25\nd: 1:30`)).toEqual(
        new Map(Object.entries({ a: 'no', b: 'on', c: '2024-12-25', d: '1:30' })),
      );
  });

  test('byte order marks, line ends of Windows and tabs between words change nothing', () => {
    const text = '\uFEFFa:\r\n  b:\tc\r\n  d: [e,\tf]\r\n';
    expect(understood(text)).toEqual(
      new Map([
        [
          'a',
          new Map<string, unknown>([
            ['b', 'c'],
            ['d', ['e', 'f']],
          ]),
        ],
      ]),
    );
  });

  test('an alias stands for what its anchor names', () => {
    const same = new Map([['github', true]]);
    expect(understood('a: &hosts {github: true}\nb: *hosts')).toEqual(
      new Map([...'ab'].map((key) => [key, same])),
    );
  });
});

describe('what a catalog has no use for is an error where it stands', () => {
  test.each([
    ['a key twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 4, 3, 'is there twice'],
    ['a merge', 'a:\n  <<: {__proto__: {x: 1}}\n', 2, 3, 'merges (<<)'],
    ['a merge of YAML 1.1', '%YAML 1.1\n---\na:\n  <<: {x: 1}\n', 4, 3, 'merges (<<)'],
    ['an alias of nothing', 'a: *b\n', 1, 4, 'names *b'],
    ['an alias of itself', 'a: &a [*a]\n', 1, 8, 'names *a'],
    ['a key that is a list', '? [a]\n: b\n', 1, 3, 'has a key that is no text'],
    ['a second document', 'a: 1\n---\nb: 1\n', 3, 1, 'is a second document'],
    ['a tag', 'a: 1\nb: !thing x\n', 2, 4, 'Unresolved tag: !thing'],
    ['a type of YAML 1.1', 'b: !!binary aaaa\n', 1, 4, 'Unresolved tag'],
    ['tabs as indentation', 'a:\n\tb: 1\n', 2, 1, 'Tabs are not allowed'],
    ['an open quote', 'a: "x\nb: y\n', 3, 1, 'Missing closing "quote'],
    ['an open bracket', 'a: [x, y\n', 2, 1, 'Flow sequence'],
  ])('%s', (_, text, line, column, message) => {
    const [problem, ...others] = read(text).problems;
    expect(problem).toMatchObject({ line, column, message: expect.stringContaining(message) });
    expect(others).toEqual([]);
  });

  test('of a key that is there twice, the first holds', () => {
    expect(read('a: 1\na: 2\nb: 3').value).toEqual(new Map(Object.entries({ a: 1, b: 3 })));
  });

  test('text that is no YAML has no value, and not more errors than one can read', () => {
    const { value, problems } = read('a: b: c\n'.repeat(500));
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(20);
    expect(problems[0]).toMatchObject({ line: 1, message: expect.stringContaining('Nested mappings') });
  });

  test('bytes that are no UTF-8 are named with their line', () => {
    const { value, problems } = readYaml(Buffer.from([...Buffer.from('a: b\nc: '), 0xe9, 0x0a]));
    expect(value).toBeUndefined();
    expect(problems).toEqual([{ line: 2, column: 4, path: [], message: 'is not UTF-8: save it as UTF-8' }]);
    expect(read('a: \uFFFD').problems).toEqual([]);
  });
});

describe('places', () => {
  const { locate } = read('a:\n  b: [x,\n    y]\n  5.10: z\nc: &it\n  d: 1\ne: *it\n"caf\u0065\u0301": f\n');

  test.each([
    [[], 1, 1],
    [['a'], 1, 1],
    [['a', 'b'], 2, 3],
    [['a', 'b', 1], 3, 5],
    [['a', '5.10'], 4, 3],
    [['e', 'd'], 6, 3],
    [['caf\u00e9'], 8, 1],
  ])('%j is at line %d, column %d', (path, line, column) => {
    expect(locate(path)).toEqual({ line, column });
  });

  test('what is missing is where the record is that lacks it', () => {
    expect(locate(['a', 'title'])).toEqual({ line: 1, column: 1 });
    expect(locate(['a', 'b', 7, 'x'])).toEqual({ line: 2, column: 3 });
    expect(locate(['zzz'])).toEqual({ line: 1, column: 1 });
  });
});

describe('what cannot be read at all', () => {
  test('a missing file and a folder are told apart', async () => {
    const directory = await holding({});
    await expect(readYamlFile(`${directory}/teams.yml`)).rejects.toThrow(
      `${directory}/teams.yml: there is no such file or folder`,
    );
    await expect(readYamlFile(directory)).rejects.toThrow(`${directory}: this is not a file`);
  });

  test('a file with other bytes than its name says is an error, not a crash', async () => {
    const directory = await holding({});
    await writeFile(`${directory}/teams.yml`, Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]));
    expect((await readYamlFile(`${directory}/teams.yml`)).problems).toHaveLength(1);
  });
});
