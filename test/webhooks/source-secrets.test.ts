import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { senderSecrets } from '../../functions/kernel/secrets.ts';
import { runWebhookSecret } from '../../lib/command/webhooks/webhook-secret.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { from, send } from './webhook-host.ts';

let data: string;
let host: Host;
let whole: string;
let own: string;

const make = (source?: string): string => {
  const lines: string[] = [];
  const out = (text: string) => void lines.push(text);
  const terminal = { out, err: () => {}, isInteractive: false, end: () => {} };
  const which = { sender: 'github', ...(source !== undefined && { source }) } as const;
  runWebhookSecret({ terminal, environment: {} }, which, { data });
  const [, secret = ''] = /shown this once: (\S+)/.exec(lines.join('\n')) ?? [];
  return secret;
};

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  whole = make();
  host = await startHost({ log: () => {}, data, environment: { SHIPSHAPE_LOG_LEVEL: 'SILENT' } });
  own = make('github:acme/app');
});
afterEach(async () => {
  await host.stop();
  await rm(data, { recursive: true });
});

const release = (secret: string, changes: Record<string, unknown> = {}) =>
  send(
    host,
    from('github', changed(githubPayloads.release, changes), { 'x-github-event': 'release' }, secret),
  );
const of = (name: string, id: number) => ({
  'repository.full_name': name,
  'repository.html_url': `https://github.com/${name}`,
  'repository.id': id,
});

describe('a source with a secret of its own', () => {
  it('is spoken for by that secret, and by no other', async () => {
    expect((await release(own)).status).toBe(202);
    const refused = await release(whole);
    expect([refused.status, refused.error?.code]).toEqual([401, 'NOT_VERIFIED']);
    expect((await release(whole, of('Acme/App', 1))).status).toBe(401);
  });
  it('speaks for no other source, neither by name nor by id', async () => {
    expect((await release(own, of('acme/other', 5))).status).toBe(401);
    expect((await release(whole, of('acme/other', 5))).status).toBe(202);
    const reused = await release(own, of('acme/other', 1296269));
    expect(reused.status).toBe(401);
  });
  it('leaves the secret of the sender to all others', async () => {
    expect((await release(whole, of('acme/other', 5))).status).toBe(202);
    expect((await release('a-secret-of-nobody', of('acme/other', 5))).status).toBe(401);
  });
});

describe('the secrets of a sender', () => {
  const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(20));
  it('are lines, or JSON with lines for each source, in versions of which the first is the current one', () => {
    expect(senderSecrets('github', [`${one}\n${two}`], true)).toEqual({
      accepted: [one, two],
      own: new Map(),
    });
    const json = (text: string | undefined) => JSON.stringify({ '': one, 'github:acme/app': text });
    expect(senderSecrets('github', [json(two), json(three)], true)).toEqual({
      accepted: [one, one],
      own: new Map([['github:acme/app', [two, three]]]),
    });
  });
  it('can be those of sources alone', () => {
    const text = JSON.stringify({ '': '', 'github:acme/app': one });
    expect(senderSecrets('github', [text], true)).toEqual({
      accepted: [],
      own: new Map([['github:acme/app', [one]]]),
    });
  });
  it('are none where that of the sender cannot be used, and none speaks for a source whose own cannot', () => {
    for (const text of ['', '\n', 'short', '{}', JSON.stringify({ '': 'short', 'github:acme/app': one })])
      expect(senderSecrets('github', [text], true)).toBeUndefined();
    expect(
      senderSecrets('github', [JSON.stringify({ '': one, 'github:acme/app': 'short' })], true)?.own,
    ).toEqual(new Map([['github:acme/app', []]]));
  });
});
