/** The cases from the field of what a merged change is, each over HTTP to its verdict. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { cut, fact, scheduled, started } from '../support/facts.ts';
import { fromGithub, settled, startWebhooks } from '../webhooks/webhook-host.ts';

const folder = join(
  resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data')),
  'field',
);
const present = existsSync(folder) ? describe : describe.skip;

interface Case {
  readonly deliveries: readonly { readonly headers: { 'X-GitHub-Event': string }; readonly body: object }[];
}

let host: Host;
const { publish, deliver, words } = settled(() => host);
const source = (more = {}) =>
  fact('SourceRegistered', '2026-01-01', { source: 'github:acme/app', project: 'rank', ...more });

beforeEach(async () => {
  host = await startWebhooks();
  await publish(
    started('rank', '2026-01-01'),
    source(),
    scheduled('1.0', '2026-10-31'),
    cut('1.0', '2026-10-31'),
  );
});
afterEach(() => host.stop());

/** Sends the deliveries of a case, and says what became of each. */
async function send(name: string) {
  const { deliveries }: Case = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const answers = [];
  for (const { headers, body } of deliveries)
    answers.push(await deliver(fromGithub(headers['X-GitHub-Event'], body)));
  return answers;
}
const verdict = async () => (await words('1.0')).rank;

present('the cases from the field', () => {
  it('R01: merged and reverted in one window, it does not count', async () => {
    await send('R01-revert');
    expect(await verdict()).toBe('shipped-nothing');
  });

  it('R03: the feat of a bot that updates a dependency is no feature work', async () => {
    expect(await send('R03-renovate-feat')).toMatchObject([{ outcome: 'ignored' }]);
    expect(await verdict()).toBe('shipped-nothing');
  });

  it('R05: labelled after the merge, it counts from its merge', async () => {
    expect(await send('R05-label-after-merge')).toMatchObject([
      { outcome: 'ignored' },
      { outcome: 'accepted' },
    ]);
    expect(await verdict()).toBe('shipped-on');
  });

  it('R06: near misses are named, and count where the source says how it writes titles', async () => {
    const nearly = { outcome: 'ignored', because: expect.stringContaining('titles:') };
    expect(await send('R06-titles')).toMatchObject([nearly, nearly]);
    await publish(source({ ships: { titles: ['[{type}] {words}', '{emoji} {type}: {words}'] } }));
    expect(await send('R06-titles')).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
    expect(await verdict()).toBe('shipped-on');
  });

  it('R07: transferred and renamed in one go, it stays the source that its id says', async () => {
    await send('R01-revert');
    expect(await send('R07-transferred')).toMatchObject([{ outcome: 'ignored' }, { outcome: 'accepted' }]);
    expect(await verdict()).toBe('shipped-on');
    expect((await askHost(host, 'GET', '/internal/deliveries')).body).toContain(
      'in the catalog github:acme/app',
    );
  });
});
