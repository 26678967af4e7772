/** Writing a catalog: whatever is in it is read again, and the same catalog is the same bytes. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sections } from '../../../functions/catalog/model/import/problem.ts';
import { readSections } from '../../../functions/catalog/model/import/read-section.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { CatalogFilesError } from '../../../lib/catalog/files-error.ts';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { sectionText } from '../../../lib/catalog/to-yaml.ts';
import { writeFolder } from '../../../lib/catalog/write-folder.ts';
import { anySections } from './catalogs.ts';
import { scratch } from './scratch.ts';

const { holding, empty } = scratch();

/** With the order of what has one, which comparing maps does not look at. */
const inOrder = ({ rubric, vocabularies, ...others }: Catalog) => ({
  others,
  rubric: { ...rubric, categories: undefined },
  categories: rubric && [...rubric.categories],
  terms: Object.fromEntries(Object.entries(vocabularies).map(([name, terms]) => [name, [...terms]])),
});
const catalogOf = (values: Readonly<Record<string, unknown>>): Catalog => {
  const chosen = sections.flatMap((section) =>
    section in values ? [[section, values[section]] as const] : [],
  );
  const { catalog, problems } = readSections(new Map(chosen));
  expect(problems).toEqual([]);
  return catalog;
};
const textsOf = (catalog: Catalog) => sections.map((section) => sectionText(section, catalog));

test('what is written is what is read, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(anySections, async (values) => {
      const catalog = catalogOf(values);
      const directory = empty();
      const files = await writeFolder(directory, catalog);
      if (files.length === 0) return;
      const read = await readFolder(directory);
      expect(read.problems).toEqual([]);
      expect(inOrder(read.catalog)).toEqual(inOrder(catalog));
      expect(textsOf(read.catalog)).toEqual(textsOf(catalog));
    }),
    { numRuns: 150 },
  );
});

test('the same catalog is the same bytes, in whatever order its records and fields came', () => {
  const record = { title: 'B', team: 't', maturity: 'ga', compatibility: { y: true, x: null } };
  const turned = { compatibility: { x: null, y: true }, maturity: 'ga', team: 't', title: 'B' };
  const one = catalogOf({
    features: new Map([
      ['b', record],
      ['a', record],
    ]),
  });
  const other = catalogOf({
    features: new Map([
      ['a', turned],
      ['b', turned],
    ]),
  });
  expect(sectionText('features', one)).toBe(sectionText('features', other));
});

test('a file begins with its schema and what it is, and is laid out for people', () => {
  const { catalog } = readSections(
    new Map([
      [
        'features',
        {
          b: { title: 'B: all of it', team: 'no', maturity: 'ga' },
          a: { maturity: '1.0', team: 't', title: 'A', useCases: ['x'] },
        },
      ],
    ]),
  );
  expect(sectionText('features', catalog)).toBe(`# yaml-language-server: $schema=.schemas/features.json
# What users can see and use, by id.

a:
  title: A
  team: t
  maturity: "1.0"
  useCases:
    - x

b:
  title: "B: all of it"
  team: "no"
  maturity: ga
`);
});

test('the parts of a rubric follow its categories, each after an empty line', () => {
  const category = { title: 'A', team: 't', policy: 'team', criteria: 'B' };
  const catalog = catalogOf({
    rubric: {
      timeZone: 'Europe/Berlin',
      launches: [{ title: 'A post', tier: 'L1', before: 'P14D', task: 'post' }],
      cadence: [],
      categories: { b: category, a: category },
      reviews: {
        classes: [{ title: 'Press', changeClass: 'press', reviewers: ['no'] }],
        fullBusinessDays: 3,
      },
      version: '1',
    },
  });
  expect(sectionText('rubric', catalog)?.split('\n').slice(2).join('\n')).toBe(`
version: "1"
categories:
  b:
    title: A
    team: t
    policy: team
    criteria: B

  a:
    title: A
    team: t
    policy: team
    criteria: B

reviews:
  fullBusinessDays: 3
  classes:
    - changeClass: press
      title: Press
      reviewers:
        - "no"

cadence: []

launches:
  - tier: L1
    task: post
    title: A post
    before: P14D

timeZone: Europe/Berlin
`);
});

test('a section that the catalog does not speak of has no file, an empty one has an empty file', async () => {
  const directory = empty();
  expect(await writeFolder(directory, { teams: new Map(), vocabularies: {} })).toEqual(['teams.yml']);
  expect((await readdir(directory)).sort()).toEqual(['.schemas', 'teams.yml']);
  expect((await readdir(`${directory}/.schemas`)).sort()).toEqual(
    sections.map((one) => `${one}.json`).sort(),
  );
  expect((await readFolder(directory)).catalog).toEqual({ teams: new Map(), vocabularies: {} });
});

describe('a folder with files in it', () => {
  const catalog: Catalog = { teams: new Map([['a', { title: 'A' }]]), vocabularies: {} };

  test('is not written over unless that is meant', async () => {
    const directory = await holding({ 'people.yml': 'ada: {name: Ada}\n', 'teams.yaml': 'b: {title: B}\n' });
    const writing = writeFolder(directory, catalog);
    await expect(writing).rejects.toBeInstanceOf(CatalogFilesError);
    await expect(writing).rejects.toThrow('(teams.yaml, people.yml); --force replaces its files');
    expect(await readFile(`${directory}/teams.yaml`, 'utf8')).toBe('b: {title: B}\n');
    await writeFolder(directory, catalog, { force: true });
    const read = await readFolder(directory);
    expect(read.problems).toEqual([]);
    expect(read.catalog).toEqual({ ...catalog, people: new Map([['ada', { name: 'Ada' }]]) });
  });

  test('is written to when none of them is of a catalog', async () => {
    const directory = await holding({ 'README.md': 'Words.' });
    await writeFolder(directory, catalog);
    expect(await readFile(`${directory}/README.md`, 'utf8')).toBe('Words.');
  });

  test('is never written over when it is a handbook', async () => {
    const directory = await holding({ 'product_teams.yml': '' });
    await expect(writeFolder(directory, catalog, { force: true })).rejects.toThrow('this is a handbook');
  });

  test('a file in place of the folder is an error in words', async () => {
    const directory = await holding({ a: 'x' });
    for (const path of [`${directory}/a`, `${directory}/a/b`]) {
      const writing = writeFolder(path, catalog);
      await expect(writing).rejects.toBeInstanceOf(CatalogFilesError);
      await expect(writing).rejects.toThrow('a part of this path is a file, not a folder');
    }
    await mkdir(`${directory}/c`);
    await writeFile(`${directory}/c/.schemas`, '');
    await expect(writeFolder(`${directory}/c`, catalog)).rejects.toBeInstanceOf(CatalogFilesError);
  });
});
