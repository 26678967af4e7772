/** Files that were never meant as a catalog: each is an error at once, and none makes the reader fail. */
import { truncate } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readYaml, readYamlFile } from '../../../lib/catalog/yaml-file.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();
const read = (text: string) => readYaml(Buffer.from(text));
const quickly = (text: string) => {
  const started = performance.now();
  const found = read(text).problems.map(({ message }) => message);
  expect(performance.now() - started).toBeLessThan(1000);
  return found;
};

test.each(['[', '{a: ', '- ', '? ', '[{a: ', '- - ? '])('10 KB of %s is an error at once', (opening) => {
  expect(quickly(opening.repeat(10_240 / opening.length))).toEqual(['is nested more than 60 deep']);
});

test('brackets in text are no nesting', () => {
  expect(
    read(`a: "${'['.repeat(500)}"\nb: |\n  ${'{['.repeat(500)}\nc: x${'['.repeat(500)}`).problems,
  ).toEqual([]);
});

test('aliases of aliases that come to 10^9 values are an error at once', () => {
  const ten = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
  const levels = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} ${ten(`*a${at}`)}`);
  expect(quickly([`a0: &a0 ${ten('x')}`, ...levels].join('\n'))).toEqual([
    'stands for more than a catalog holds, through aliases of aliases',
  ]);
});

test('a file of 50 MB is refused before it is read', async () => {
  const directory = await holding({ 'features.yml': 'a: 1\n' });
  await truncate(`${directory}/features.yml`, 50 * 1024 * 1024);
  const started = performance.now();
  const { value, problems } = await readYamlFile(`${directory}/features.yml`);
  expect(performance.now() - started).toBeLessThan(100);
  expect(value).toBeUndefined();
  expect(problems).toEqual([
    { line: 1, column: 1, path: [], message: 'has 50 MB, and a file of a catalog at most 20 MB' },
  ]);
});

test('no text makes the reader fail', () => {
  const pieces = fc.constantFrom(
    ...'[]{}:,-?&*!|>%@`#"\'\n \t',
    'a',
    '5.1',
    '<<',
    '---',
    '...',
    '\r\n',
    '&a',
    '*a',
    '~',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (text) => {
      const { problems, locate } = read(text.join(''));
      for (const { line, column } of [...problems, locate(['a', 0])]) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
