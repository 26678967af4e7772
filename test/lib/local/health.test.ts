import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { databaseIn } from '../../../lib/local/data-directory.ts';
import type { Host } from '../../../lib/local/host.ts';
import { askHost } from '../../support/ask-host.ts';
import { fact, facts, hostOf, settle, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

let data = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-health-'));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

async function healthOf(host: Host) {
  const { status, body } = await askHost(host, 'GET', '/health');
  return { ...JSON.parse(body), code: status };
}

const stub = wiring({ subscriptions: [facts] });

describe('GET /health', () => {
  it('says how long the process runs, of which version it is, and that its store answers', async () => {
    const time = new VirtualTime();
    const host = await hostOf(stub, () => undefined, { data, time });
    time.advance(90_000);
    expect(await healthOf(host)).toEqual({
      code: 200,
      status: 'ok',
      process: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), uptimeSeconds: 90 },
      store: { status: 'ok' },
      queues: {},
      deadLetters: 0,
    });
  });

  it('says what waits, for how long, and what was given up', async () => {
    const time = new VirtualTime();
    const subscriptions = [
      { ...facts, attempts: 2 },
      { ...facts, name: 'once', attempts: 1 },
    ];
    const host = await hostOf(wiring({ subscriptions }), () => Promise.reject(new Error('no')), {
      time,
      random: () => 1,
    });
    await host.publish([fact('1'), fact('2')]);
    await settle();
    time.advance(400);
    expect(await healthOf(host)).toMatchObject({
      queues: { facts: { depth: 2, oldestWaitingSeconds: 0 } },
      deadLetters: 2,
    });
    time.set('2024-08-13T01:00:00Z');
    expect(await healthOf(host)).toMatchObject({ queues: { facts: { oldestWaitingSeconds: 3600 } } });
    time.set('2024-08-12T23:00:00Z');
    expect(await healthOf(host)).toMatchObject({ queues: { facts: { oldestWaitingSeconds: 0 } } });
  });

  it('is 503 with a sentence while the database is not where it was', async () => {
    const host = await hostOf(stub, () => undefined, { data });
    await rename(databaseIn(data), join(data, 'moved'));
    const { code, store } = await healthOf(host);
    expect([code, store.status]).toEqual([503, 'failing']);
    expect(store.because).toMatch(/is not where it was: somebody moved or deleted it\. Stop this Shipshape/);
    await rename(join(data, 'moved'), databaseIn(data));
    expect((await healthOf(host)).code).toBe(200);
  });

  it('tells no secret, and takes nothing but reading', async () => {
    const host = await hostOf(stub, () => undefined, { data });
    const { body } = await askHost(host, 'GET', '/health');
    expect(body).not.toContain(host.apiToken);
    expect((await askHost(host, 'POST', '/health')).status).toBe(405);
  });
});

describe('the log of requests', () => {
  const routes = [
    { method: 'GET', path: '/' },
    { method: 'POST', path: '/confirm/{token}' },
  ] as const;

  it('has a line for each, with neither its query nor the token of a link', async () => {
    const logged: unknown[] = [];
    const host = await hostOf(wiring({ routes }), () => ({ statusCode: 204 }), {
      log: (...line) => void logged.push(line),
    });
    await fetch(`${host.address}/?secret=of-a-query`);
    await fetch(`${host.address}/confirm/secret-of-a-link?x`, { method: 'POST' });
    await fetch(`${host.address}/nowhere?secret=1`, { headers: { authorization: 'Bearer secret' } });
    const line = (method: string, path: string, status: number) => [
      'INFO',
      'A request was answered.',
      { method, path, status, milliseconds: expect.any(Number) },
    ];
    expect(logged).toEqual([
      line('GET', '/', 204),
      line('POST', '/confirm/{token}', 204),
      line('GET', '/nowhere', 404),
    ]);
    expect(JSON.stringify(logged)).not.toContain('secret');
  });
});
