import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { csvLine } from '../../lib/command/grades/show-matrix.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact } from '../support/facts.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { fromGithub, send, sendRaw, startWebhooks } from './webhook-host.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
  await host.publish([
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'app', project: 'rank' }),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

let made = 0;
async function merge(title: string, labels: readonly string[] = [], more: Record<string, unknown> = {}) {
  made += 1;
  const payload = changed(githubPayloads.pull_request, {
    'pull_request.id': made,
    'pull_request.title': title,
    'pull_request.labels': labels.map((name) => ({ name })),
    ...more,
  });
  const answer = await send(host, fromGithub('pull_request', payload));
  await host.idle();
  return answer;
}

const titles = async (project: string): Promise<string[]> =>
  (await readLedger(host.store, { kind: 'project', id: project })).facts.flatMap(({ detail }) =>
    'title' in detail && typeof detail.title === 'string' ? [detail.title] : [],
  );

describe('words of others', () => {
  it.each([
    ['line breaks', 'feat: one\r\n{"level":"error"}', 'one {"level":"error"}'],
    ['sequences that steer a terminal', 'feat: \u001b[2J\u001b]0;x\u0007two', '[2J ]0;x two'],
  ])('%s are kept on one line, without what steers', async (_what, title, kept) => {
    expect(await merge(title)).toMatchObject({ status: 202, outcome: 'accepted' });
    expect(await titles('rank')).toContain(kept);
  });

  it.each([
    ['<script>alert(1)</script>', '<script>alert'],
    ['"><img src=x onerror=alert(1)>', '<img'],
    ['</pre><iframe src=//x>', '<iframe'],
  ])('of markup, %s, are shown as text, under a policy that runs none', async (words, never) => {
    const place = { 'repository.id': 75, 'repository.full_name': 'acme/nowhere' };
    await merge(`feat: ${words}`, [`project/ ${words}\u0000`], place);
    await merge(`feat: ${words}`, [], { 'pull_request.html_url': `javascript:${words}` });
    await merge(`feat: ${words}`, [`project/\ud800${words}`]);
    for (const path of ['/internal/deliveries', '/internal/waiting', '/internal/quarantine']) {
      const { headers, body } = await askHost(host, 'GET', path);
      expect(body.toLowerCase()).not.toContain(never);
      expect(body).not.toMatch(/href="javascript:/i);
      expect(headers['Content-Security-Policy'] ?? headers['content-security-policy']).toContain(
        "default-src 'none'",
      );
    }
    expect((await askHost(host, 'GET', '/internal/waiting')).body).toContain('acme/nowhere');
  });

  it.each(['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1'])('%j is no formula in a table', (words) => {
    const line = csvLine({
      team: words,
      feature: words,
      title: words,
      maturity: words,
      earned: 0,
      of: 0,
      stars: [],
    });
    expect(line).not.toMatch(/(?:^|,)"?[=+\-@\t]/);
  });
});

describe('ids with the characters that keys are made of', () => {
  it('are other ids than those without', async () => {
    for (const project of ['a#b', 'a%23b', 'a|b', 'a', 'a#SUMMARY', 'rank#EVENT#']) {
      expect((await merge(`feat: of ${project}`, [`project/${project}`])).to).toContain(`project:${project}`);
    }
    expect(await titles('a#b')).toEqual(['of a#b']);
    expect(await titles('a%23b')).toEqual(['of a%23b']);
    expect(await titles('a')).toEqual(['of a']);
  });
});

/** Longer than this, and one could keep all others waiting: the machine may be busy besides. */
const MAX_MS = 1000;
const again = (part: string) => part.repeat(Math.floor(200_000 / part.length));

describe('text that patterns could lose themselves in', () => {
  it.each([' ', '(', 'a', '-', '/a', 'feat(', 'feat(a', '/star ', '```\n', '/\n', '\u0301', '%25', 'a-'])(
    'of %j again and again is answered at once',
    async (part) => {
      const words = again(part);
      const started = performance.now();
      const comment = changed(githubPayloads.issue_comment, {
        'comment.body': `${words}\n/ship x`,
        'issue.title': words,
      });
      const release = changed(githubPayloads.release, { 'release.tag_name': words.slice(0, 256) });
      const statuses = [
        (await merge(words, [words.slice(0, 5000)])).status,
        (await send(host, fromGithub('issue_comment', comment))).status,
        (await send(host, fromGithub('release', release))).status,
      ];
      expect(performance.now() - started).toBeLessThan(3 * MAX_MS);
      for (const status of statuses) expect([200, 202]).toContain(status);
    },
  );
});

describe('a path that leads elsewhere', () => {
  it.each([
    '/webhooks/..%2f..%2fetc%2fpasswd',
    '/webhooks/%2e%2e/api/releases',
    '/webhooks/../api/facts',
    '/webhooks/github/..',
    '/webhooks/github%00',
    '/webhooks/github%2f',
    '//webhooks/github',
  ])('%s: 404', async (path) => {
    const request = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`;
    expect((await sendRaw(host, request)).slice(9, 12)).toBe('404');
  });
});
