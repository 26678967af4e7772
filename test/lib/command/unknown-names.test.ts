/** Names nobody knows wait for a person in one list, and a filter that matches nothing says so. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startHost } from '../../../lib/local/host.ts';
import { askHost } from '../../support/ask-host.ts';
import { fact } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

let directory: string;
const at = (...names: string[]) => join(directory, ...names);
const run = (...words: string[]) => inProcess({}, ...words, '--data', at('data'));
const COMPONENT =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: export}\nspec: {owner: serch}\n';
const CHANGE = {
  source: 'shipshape',
  'detail-type': 'ChangeMerged',
  detail: {
    version: 1,
    id: 'one',
    occurredAt: '2026-01-02T00:00:00Z',
    project: 'search-qualty',
    title: 'A change',
    url: 'https://example.com/1',
    evidence: 'https://example.com/1',
  },
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-names-'));
  await inProcess({}, 'init', at('catalog'));
  expect((await run('import', at('catalog'))).status).toBe(0);
  await writeFile(at('catalog-info.yaml'), COMPONENT);
  await run('import', at('catalog-info.yaml'), '--from', 'backstage');
  const more = [
    fact('FeatureRegistered', '2026-01-02', {
      feature: 'voice',
      title: 'Voice',
      team: 'search',
      authors: ['person:adda', 'github:linus-exmple'],
    }),
    fact('TeamRegistered', '2026-01-02', {
      team: 'voice',
      title: 'Voice',
      contacts: { pm: 'grase' },
      approvers: ['role:product-directr'],
    }),
    fact('ReviewRequested', '2026-01-02', {
      review: 'launch',
      changeClass: 'blog-post',
      subject: 'A post',
      reviewers: ['person:lynus', 'team:marketing'],
    }),
  ];
  await writeFile(at('facts.jsonl'), [CHANGE, ...more].map((each) => `${JSON.stringify(each)}\n`).join(''));
  expect((await run('replay', at('facts.jsonl'))).status).toBe(0);
});
afterAll(() => rm(directory, { recursive: true }));

describe('The list of names that nobody knows', () => {
  test('has each with what was probably meant, where it was said, and what to do', async () => {
    const { status, out } = await run('unknown-names');
    expect(status).toBe(0);
    expect(out).toContain(`project search-qualty, did you mean search-quality?
  said by ChangeMerged one at 2026-01-02T00:00:00.000Z https://example.com/1
  to do: add it to projects.yml, or correct the label or rule that names it
`);
    for (const each of [
      'person adda, did you mean ada?\n  said by feature voice\n',
      'person github:linus-exmple, did you mean github:linus-example?\n  said by feature voice\n',
      'person grase, did you mean grace?\n  said by team voice\n',
      'person lynus, did you mean linus?\n  said by review launch\n',
      'role product-directr, did you mean product-director?\n  said by team voice\n',
      'team serch, did you mean search?\n  said by feature export\n',
    ])
      expect(out).toContain(each);
    expect(out.match(/^\S/gm)).toHaveLength(7);
    const { names } = JSON.parse((await run('unknown-names', '--json')).out);
    expect(names).toContainEqual(
      expect.objectContaining({ kind: 'project', name: 'search-qualty', meant: 'search-quality' }),
    );
  });

  test('is a page, and JSON, of a running Shipshape', async () => {
    const host = await startHost({ data: at('data'), log: () => {} });
    try {
      const { body: page } = await askHost(host, 'GET', '/internal/unknown-names');
      expect(page).toContain('Did you mean search-quality?');
      const { out, err } = await inProcess(
        {},
        'unknown-names',
        '--url',
        host.address,
        '--token-file',
        at('data', 'api-token'),
      );
      expect(err).toBe('');
      expect(out).toContain('team serch, did you mean search?');
    } finally {
      await host.stop();
    }
  });
});

describe('A filter that matches nothing', () => {
  test.each([
    ['matrix', '--team', 'payments'],
    ['matrix', '--format', 'json', '--team', 'payments'],
    ['due', '--team', 'payments'],
    ['digest', '--team', 'payments'],
    ['digest', '--org', 'code-inteligence'],
    ['review', 'list', '--team', 'payments'],
  ])('says so, and ends with 2: %s %s %s', async (...words) => {
    const { status, out, err } = await run(...words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(
      /^Nothing is known of (a team payments|an org code-inteligence, did you mean code-intelligence\?)/,
    );
  });

  test('is none where a team that nobody registered has features', async () => {
    const { status, out } = await run('matrix', '--team', 'serch');
    expect(status).toBe(0);
    expect(out).toContain('serch / export');
  });
});
