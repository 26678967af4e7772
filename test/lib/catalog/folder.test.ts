/** Reading a folder of catalog files: what is in it, where it stands, and what is no catalog. */
import { chmod, mkdir } from 'node:fs/promises';
import { getuid } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import { CatalogFilesError } from '../../../lib/catalog/files-error.ts';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { scratch } from './scratch.ts';

const { holding, empty } = scratch();

const teams = 'search:\n  title: Search\n';
const features = 'finding:\n  title: Finding\n  team: search\n  maturity: ga\n';

/** What is said of the files of a folder, without its path. */
async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = await holding(files);
  const { problems } = await readFolder(directory);
  return problems.map(
    ({ file, line, column, severity, path, message }) =>
      `${file.slice(directory.length + 1)}:${line}:${column} ${severity} ${path.join('.')}: ${message}`,
  );
}

describe('a folder', () => {
  test('is a section for each file; one without a file is not spoken of', async () => {
    const directory = await holding({
      'teams.yml': teams,
      'features.yml': features,
      'projects.yml': '# none\n',
    });
    const { catalog, problems, sections } = await readFolder(directory);
    expect(problems).toEqual([]);
    expect(sections).toEqual(['teams', 'features', 'projects']);
    expect(catalog).toEqual({
      teams: new Map([['search', { title: 'Search' }]]),
      features: new Map([['finding', { title: 'Finding', team: 'search', maturity: 'ga' }]]),
      projects: new Map(),
      vocabularies: {},
    });
    expect(catalog.releases).toBeUndefined();
  });

  test('says what is wrong in the order of files and lines', async () => {
    const files = {
      'features.yml': 'a:\n  team: 5\n  titel: A\nb: x\nb: y\n',
      'teams.yml': 'search:\n  title: [Search]\n',
      'maturity.yml': 'ga: {title: "GA}\n',
    };
    expect(await said(files)).toEqual([
      'teams.yml:2:3 error search.title: must be a string, not a list',
      'features.yml:1:1 error a.title: is missing',
      'features.yml:2:3 error a.team: must be a string: put it in quotes',
      'features.yml:3:3 error a.titel: is no known field, did you mean title?',
      'features.yml:4:1 error b: must be an object, not a string',
      'features.yml:5:1 error b: is there twice: only one of them can hold',
      'maturity.yml:2:1 error : is not YAML as a catalog has it: Missing closing "quote',
      'maturity.yml:2:1 error : is not YAML as a catalog has it: Flow map in block collection must be sufficiently indented and end with a }',
    ]);
  });

  test('a file that is no YAML leaves its section out, and the others are read', async () => {
    const directory = await holding({ 'teams.yml': teams, 'features.yml': '[' });
    const { catalog } = await readFolder(directory);
    expect(catalog.features).toBeUndefined();
    expect(catalog.teams?.size).toBe(1);
  });

  test('locates what a validator finds later', async () => {
    const directory = await holding({ 'teams.yml': teams, 'features.yml': features });
    const { locate } = await readFolder(directory);
    expect(locate({ section: 'features', path: ['finding', 'team'] })).toEqual({
      file: `${directory}/features.yml`,
      path: ['finding', 'team'],
      line: 3,
      column: 3,
    });
    expect(locate({ section: 'releases', path: ['x'] })).toMatchObject({
      file: `${directory}/releases.yml`,
      line: 1,
      column: 1,
    });
  });
});

describe('files that are not where they should be', () => {
  test('the other ending is taken, and both together are not', async () => {
    expect((await readFolder(await holding({ 'teams.yaml': teams }))).catalog.teams?.size).toBe(1);
    expect(await said({ 'teams.yml': teams, 'teams.yaml': teams })).toEqual([
      'teams.yaml:1:1 error : is in this file and in teams.yml: keep one of them',
    ]);
  });

  test('a file that nobody reads is said, with the name that was probably meant', async () => {
    const files = {
      'teams.yml': teams,
      'feature.yml': '',
      'zebra.yml': '',
      'notes.md': '',
      '.hidden.yml': '',
    };
    expect(await said(files)).toEqual([
      'feature.yml:1:1 warning : is no file of a catalog, did you mean features.yml?',
      'zebra.yml:1:1 warning : is no file of a catalog: nothing in it is read',
    ]);
  });
});

describe('what is no catalog', () => {
  const refused = async (directory: string, message: string) => {
    const reading = readFolder(directory);
    await expect(reading).rejects.toBeInstanceOf(CatalogFilesError);
    await expect(reading).rejects.toThrow(message);
  };

  test('a folder that is not there, and a file', async () => {
    const nowhere = empty();
    await refused(nowhere, `${nowhere}: there is no such file or folder`);
    const directory = await holding({ 'teams.yml': teams });
    await refused(`${directory}/teams.yml`, 'this is a file: name the folder that it is in');
  });

  test('a folder without any file of a catalog, with the name of one that is nearly one', async () => {
    await refused(await holding({ 'notes.md': '' }), 'there is no catalog here');
    await refused(
      await holding({ 'tems.yml': teams }),
      'tems.yml is no file of a catalog, did you mean teams.yml?',
    );
  });

  test('a folder by the name of a file', async () => {
    const directory = await holding({});
    await mkdir(`${directory}/teams.yml`);
    await refused(directory, `${directory}/teams.yml: this is not a file`);
  });

  // To the superuser everything is permitted.
  (getuid?.() === 0 ? test.skip : test)('what may not be read', async () => {
    const directory = await holding({ 'teams.yml': teams });
    await chmod(`${directory}/teams.yml`, 0);
    await refused(directory, `${directory}/teams.yml: its permissions do not let you`);
    await chmod(directory, 0);
    await refused(directory, `${directory}: its permissions do not let you`);
    await chmod(directory, 0o700);
  });
});
