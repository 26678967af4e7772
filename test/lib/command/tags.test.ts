import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inProcess } from './in-process.ts';

let directory: string;
let catalog: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-tags-'));
  catalog = join(directory, 'catalog');
  await inProcess({}, 'init', catalog);
});
afterAll(() => rm(directory, { recursive: true }));

async function tagsOf(list: readonly string[], ...more: string[]) {
  const file = join(directory, 'tags.txt');
  await writeFile(file, list.join('\n'));
  return inProcess({}, 'tags', 'github:example/server', file, '--catalog', catalog, ...more);
}

describe('shipshape tags', () => {
  it('prints what each tag would be, and the lines that place those that wait', async () => {
    const { status, out } = await tagsOf([
      'refs/tags/v5.9.0',
      'v5.09',
      'v1.31.0',
      'v1.31.1',
      'nightly',
      'api/v0.3.0',
      'ui@1.0.0',
    ]);
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^v5\.9\.0 +release server-5\.9, .*judged by it$/),
      expect.stringMatching(/^v5\.09 +release server-5\.09, .*judged by it$/),
      expect.stringMatching(/^v1\.31\.0 +release server-1\.31, .*it waits until releases\.yml plans it$/),
      expect.stringMatching(/^v1\.31\.1 +release server-1\.31\.1, .*of 1\.31, not judged$/),
      expect.stringMatching(/^nightly +ignored: is moved from build to build$/),
      expect.stringMatching(/^api\/v0\.3\.0 +waits: is a release of the component "api"/),
      expect.stringMatching(/^ui@1\.0\.0 +waits: /),
      '',
      'To place those that wait, add to this source in sources.yml:',
      '  releases:',
      expect.stringMatching(/^ {4}tags:/),
      '      - { tag: "api/v{version}", train: <train> }',
      expect.stringMatching(/\{component\}\/v\{version\}/),
      expect.stringMatching(/ignore: true/),
      '      - { tag: "ui@{version}", train: <train> }',
      expect.stringMatching(/\{component\}@\{version\}/),
      expect.stringMatching(/ignore: true/),
      '',
    ]);
  });

  it('says when nobody would ever be judged', async () => {
    const { out } = await tagsOf(['2024.06.01', '2024.06.08']);
    expect(out).toMatch(/Train server: every release of this train is a patch/);
  });

  it('prints JSON', async () => {
    const { out } = await tagsOf(['v1.31.0', 'nightly'], '--json');
    expect(JSON.parse(out)).toEqual({
      source: 'github:example/server',
      tags: [
        {
          tag: 'v1.31.0',
          kind: 'release',
          train: 'server',
          version: '1.31.0',
          release: 'server-1.31',
          isJudged: true,
          isUnplanned: true,
        },
        { tag: 'nightly', kind: 'ignored', because: 'is moved from build to build' },
      ],
    });
  });

  it('names the nearest source where there is none of this name', async () => {
    const { status, err } = await inProcess({}, 'tags', 'github:example/servr', '--catalog', catalog);
    expect(status).toBe(2);
    expect(err).toMatch(/did you mean github:example\/server\?/);
  });
});
