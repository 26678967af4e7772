/** `import --from`, as a user gives it: it adds to a catalog, and takes nothing out. */
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { inProcess } from './in-process.ts';

let directory: string;
const at = (...names: string[]) => join(directory, ...names);
const run = (...words: string[]) => inProcess({}, ...words);
const importing = (...words: string[]) => run('import', ...words, '--data', at('data'));

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-importing-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const component = (name: string, owner: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ${name}}\nspec: {owner: ${owner}, lifecycle: production}\n`;

test('What an import would change is said before there is a data directory, and makes none', async () => {
  await run('init', at('catalog'));
  for (const words of [['import', '--dry-run'], ['diff']]) {
    const { status, out } = await run(...words, at('catalog'), '--data', at('data'));
    expect(status).toBe(0);
    expect(out).toContain('release server-5.9: new');
  }
  await writeFile(at('catalog-info.yaml'), component('export', 'user:grace'));
  const read = ['--from', 'backstage', '--map', 'maturity:production=ga', '--dry-run'];
  const { err } = await importing(at('catalog-info.yaml'), ...read);
  expect(err).toContain('warning: maturity.yml is not in the files and nothing is known of it');
  expect(await readdir(directory)).not.toContain('data');
});

describe('An import from elsewhere', () => {
  beforeEach(async () => {
    await run('init', at('catalog'));
    const { status } = await importing(at('catalog'));
    expect(status).toBe(0);
  });

  test('adds what is new, keeps what it does not say, and changes nothing the second time', async () => {
    await writeFile(
      at('catalog-info.yaml'),
      [
        component('code-search', 'search'),
        component('export', 'serch'),
        component('"123"', 'search'),
        component('7', 'search'),
      ].join('---\n'),
    );
    const mapped = [at('catalog-info.yaml'), '--from', 'backstage', '--map', 'maturity:production=ga'];
    const first = await importing(...mapped);
    expect(first.status).toBe(1);
    expect(first.out).toBe(
      'feature 123: new; title 123; team search; maturity ga\nfeature export: new; title Export; team serch; maturity ga\n2 changes imported.\n',
    );
    expect(first.err).toContain('feature export: team serch is no known team, did you mean search?');
    expect(first.err).toContain('metadata.name 7 is a number');
    const second = await importing(...mapped);
    expect(second.out).toBe('Nothing to change.\n');
    // Neither takes the other's records out.
    expect((await importing(at('catalog'))).out).toBe('Nothing to change.\n');
    const diff = await run('diff', ...mapped, '--data', at('data'));
    expect(diff.out).toBe('Nothing to change.\n');
  });

  test('goes by the words that the catalog declares, and by the people that it knows', async () => {
    await writeFile(
      at('catalog', 'maturity.yml'),
      'experimental: {title: E}\nplanned: {title: P}\nbeta: {title: B}\npartial: {title: T}\ndeprecated: {title: D}\nga: {title: GA, alsoCalled: [Production]}\n',
    );
    await importing(at('catalog'));
    await writeFile(at('catalog-info.yaml'), component('export', 'search'));
    await writeFile(
      at('cortex.yaml'),
      'openapi: 3.0.1\ninfo: {title: Voice, x-cortex-tag: voice, x-cortex-owners: [{type: EMAIL, email: linus@example.com}]}\n',
    );
    expect((await importing(at('catalog-info.yaml'), '--from', 'backstage')).out).toContain('maturity ga');
    await importing(at('cortex.yaml'), '--from', 'cortex', '--team', 'automation');
    await run('export', at('copy'), '--data', at('data'));
    const { out } = await run('diff', at('copy'), '--data', at('data'));
    expect(out).toBe('Nothing to change.\n');
  });

  test('dates the default of a flag by the release of its version', async () => {
    await appendFile(
      at('catalog', 'releases.yml'),
      '\na: {train: server, releaseVersion: "16.10", kind: minor, cutAt: 2026-03-21T00:00:00Z}\nb: {train: server, releaseVersion: "16.1", kind: minor, cutAt: 2025-06-22T00:00:00Z}\n',
    );
    await importing(at('catalog'));
    const flag = (name: string, milestone: string, on: boolean) =>
      writeFile(
        at(`${name}.yml`),
        `name: ${name}\nmilestone: '${milestone}'\ngroup: group::search\ntype: beta\ndefault_enabled: ${on}\n`,
      );
    await flag('one', '16.10', true);
    const { out } = await importing(at('one.yml'), '--from', 'gitlab');
    expect(out).toBe('flag one: is on by default since 16.10\nflag one: new\n2 changes imported.\n');
    const dump = await run('dump', '--data', at('data'));
    expect(dump.out).toContain('\\"occurredAt\\":\\"2026-03-21T00:00:00.000Z\\"');
    await flag('two', '17.0', true);
    const unknown = await importing(at('two.yml'), '--from', 'gitlab');
    expect(unknown.out).toBe('flag two: new\n1 change imported.\n');
    expect(unknown.err).toContain(
      'flag two: is on by default since 17.0, which is the version of no release that is known: it is not recorded yet',
    );
    await flag('one', '16.10', false);
    expect((await importing(at('one.yml'), '--from', 'gitlab')).out).toBe(
      'flag one: is off by default now\n1 change imported.\n',
    );
  });

  test('is refused for a convention that nobody knows, for a mapping that is none, and for a folder of something else', async () => {
    expect((await importing(at('catalog'), '--from', 'jira')).status).toBe(2);
    expect((await importing(at('catalog'), '--from', 'cncf', '--map', 'production=ga')).err).toContain(
      'maturity:production=ga',
    );
    const nothing = await importing(at('catalog'), '--from', 'cncf');
    expect([nothing.status, nothing.err]).toEqual([2, expect.stringContaining('name the file')]);
    expect((await importing(at('catalog'), '--from', 'handbook')).err).toContain('this is no handbook');
  });
});
