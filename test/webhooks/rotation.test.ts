import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runWebhookSecret } from '../../lib/command/webhooks/webhook-secret.ts';
import { type Host, type HostOptions, startHost } from '../../lib/local/host.ts';
import type { Log } from '../../lib/local/log.ts';
import { functions } from '../../lib/wiring.ts';
import { signed } from '../support/deliveries.ts';
import { githubPayloads } from '../support/payloads.ts';

const ingest = functions.filter(({ name }) => name === 'ingest');
let data: string;
let host: Host | undefined;
const logged: unknown[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  logged.length = 0;
});
afterEach(async () => {
  await host?.stop();
  await rm(data, { recursive: true });
});

async function start(options: HostOptions = {}): Promise<Host> {
  const log: Log = (level, ...words) => {
    if (level !== 'INFO') logged.push([level, ...words]);
  };
  const environment = { SHIPSHAPE_LOG_LEVEL: 'SILENT' };
  host = await startHost({ data, functions: ingest, environment, log, ...options });
  return host;
}

const file = () => join(data, 'secrets', 'github');
const silent = { out: () => {}, err: () => {}, isInteractive: false, end: () => {} };
/** Replaces the secret as people do, and gives the new one. */
async function replace(): Promise<string> {
  runWebhookSecret({ terminal: silent, environment: {} }, { sender: 'github' }, { data });
  const [secret = ''] = (await readFile(file(), 'utf8')).split('\n');
  return secret;
}

async function deliver({ address }: Host, by: string): Promise<number> {
  const { headers, body } = signed('github', githubPayloads.ping, { 'x-github-event': 'ping' }, by);
  const init = { method: 'POST', headers, body: new Uint8Array(body) };
  const answer = await fetch(`${address}/webhooks/github`, init);
  await answer.arrayBuffer();
  return answer.status;
}

/** Many at once, each signed with the next of the secrets. */
async function load(to: Host, amount: number, secrets: readonly string[], meanwhile?: () => Promise<string>) {
  const known = [...secrets];
  const statuses = new Map<number, number>();
  let left = amount;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      if (left === Math.floor(amount / 2) && meanwhile !== undefined) known.push(await meanwhile());
      const status = await deliver(to, known[left % known.length] ?? '');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  return Object.fromEntries(statuses);
}

describe('a secret that is replaced under load', () => {
  it('refuses no delivery, signed with the old one or the new, and refuses the old one once its line is gone', async () => {
    const old = await replace();
    const running = await start();
    expect(await load(running, 300, [old], replace)).toEqual({ 200: 300 });
    const [current = '', previous] = (await readFile(file(), 'utf8')).trim().split('\n');
    expect(previous).toBe(old);
    expect(await load(running, 100, [current, old])).toEqual({ 200: 100 });
    await writeFile(file(), `${current}\n`);
    expect(await load(running, 100, [current, old])).toEqual({ 200: 50, 401: 50 });
    expect(logged).toEqual([]);
  });
});

describe('a running host', () => {
  it('takes a sender that is connected meanwhile, and no longer one that is not', async () => {
    const running = await start();
    expect([await deliver(running, 'x'.repeat(32)), running.connected()]).toEqual([404, []]);
    const secret = await replace();
    expect([await deliver(running, secret), running.connected()]).toEqual([200, ['github']]);
    await unlink(file());
    expect([await deliver(running, secret), running.connected()]).toEqual([404, []]);
  });

  it.each([
    ['emptied', ''],
    ['cut short', 'short\n'],
  ])('takes nothing while the file is %s, and says so in its log', async (_how, text) => {
    const secret = await replace();
    const running = await start();
    await writeFile(file(), text);
    const statuses = [await deliver(running, secret), await deliver(running, text.trim())];
    expect(statuses).toEqual([503, 503]);
    expect(logged).toContainEqual(['ERROR', expect.stringContaining('cannot be used'), expect.anything()]);
    expect(JSON.stringify(logged)).not.toContain(secret);
    expect(await deliver(running, await replace())).toBe(200);
  });

  it('takes what the environment says before any file, and the one before it', async () => {
    const [current, previous] = ['current-'.repeat(4), 'previous-'.repeat(4)];
    const kept = await replace();
    const environment = { SHIPSHAPE_SECRET_GITHUB: current, SHIPSHAPE_SECRET_GITHUB_PREVIOUS: previous };
    const running = await start({ environment: { ...environment, SHIPSHAPE_LOG_LEVEL: 'SILENT' } });
    const statuses = [current, previous, kept].map((by) => deliver(running, by));
    expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
  });
});
