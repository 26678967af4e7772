import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact, scheduled, started } from '../support/facts.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { fromGithub, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver, words } = settled(() => host);

beforeAll(async () => {
  host = await startWebhooks();
  await publish(
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
    started('rank'),
  );
});
afterAll(() => host.stop());

const push = (tag: string) =>
  deliver(fromGithub('push', changed(githubPayloads.push, { ref: `refs/tags/${tag}` })));
const page = async (path: string) => (await askHost(host, 'GET', path)).body;

it('A tag that nobody expected accuses nobody once the train has a schedule, and each step can be taken back', async () => {
  // A train without a schedule goes by its tags.
  await push('v9.0.0');
  expect(await words('server-9.0')).toEqual({ rank: 'shipped-nothing' });

  // With one, the tag waits with the lines that plan it.
  await publish(scheduled('server-2026.9', '2024-06-01', { releaseVersion: '2026.9' }));
  expect(await words('server-9.0')).toEqual({});
  expect(await page('/')).toContain('1 release without a plan');
  expect(await page('/trains/server')).toMatch(/Waiting for a plan[\s\S]*9\.0/);
  expect(await page('/releases/server-9.0')).toMatch(/nobody planned it[\s\S]*server-9\.0/);
  expect(JSON.parse(await page('/api/v1/releases/server-9.0'))).toMatchObject({
    state: 'unscheduled',
    unscheduled: { solution: expect.stringContaining('"server-9.0":') },
    projects: [],
  });

  // Another tag is the planned release that has its numbers.
  await push('v2026.09.0');
  expect(await words('server-2026.9')).toEqual({ rank: 'shipped-nothing' });
  expect(JSON.parse(await page('/api/v1/releases/server-2026.09'))).toMatchObject({
    release: 'server-2026.9',
  });

  // Planned, it is judged; cancelled, no tag brings it back.
  await publish(scheduled('server-9.0', '2024-06-01', { releaseVersion: '9.0.0' }));
  expect(await words('server-9.0')).toEqual({ rank: 'shipped-nothing' });
  await publish(fact('ReleaseCancelled', '2024-03-20', { release: 'server-9.0' }));
  await push('v9.0');
  expect(await words('server-9.0')).toEqual({});

  // A cut that is taken back is none.
  await publish(fact('ReleaseDated', '2024-03-27', { release: 'server-2026.9', cutAt: null }));
  expect(await words('server-2026.9')).toEqual({});
});
