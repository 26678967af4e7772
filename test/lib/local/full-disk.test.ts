/** A database that has no room, or is damaged, while the host runs: a limit of pages stands in for a disk of 2 MB. */
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readLedger as readFacts } from '../../../functions/catalog/store/ledger.ts';
import type { SqliteStore } from '../../../functions/kernel/store/sqlite.ts';
import { surroundings } from '../../../functions/kernel/surroundings.ts';
import { databaseIn } from '../../../lib/local/data-directory.ts';
import type { Host, HostOptions } from '../../../lib/local/host.ts';
import { openForRequests } from '../../../lib/local/storage.ts';
import { askHost } from '../../support/ask-host.ts';
import { fact as made } from '../../support/facts.ts';
import { githubPayloads } from '../../support/payloads.ts';
import { fromGithub, send, startWebhooks } from '../../webhooks/webhook-host.ts';
import { fact, facts, hostOf, settle, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const PAGES = 512;
let data = '';
let disk: SqliteStore;
let host: Host | undefined;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-full-'));
});
afterEach(async () => {
  await stopHosts();
  await host?.stop();
  host = undefined;
  await rm(data, { recursive: true });
});

const limit = (pages: number) => disk.connection.exec(`PRAGMA max_page_count = ${pages}`);
const small: HostOptions['open'] = (place) => {
  disk = openForRequests(place);
  limit(PAGES);
  return disk;
};

/** Takes up all pages that are left; what fits into a page that is begun still does. */
async function fill(): Promise<void> {
  for (const bytes of [300_000, 4000])
    for (let at = 0; at < 1000; at += 1) {
      const isFull = await disk.put({ pk: 'FILLING', sk: `${bytes} ${at}`, text: 'x'.repeat(bytes) }).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
}

/** Makes room again, as somebody does who deletes other files. */
const makeRoom = () => limit(100_000);

const merged = (number: number) =>
  fromGithub('pull_request', {
    ...githubPayloads.pull_request,
    number,
    pull_request: {
      ...githubPayloads.pull_request.pull_request,
      id: number,
      number,
      html_url: `https://github.com/acme/app/pull/${number}`,
    },
  });

describe('A disk that is full', () => {
  it('makes deliveries 503 with a sentence, until there is room: what was answered 2xx is recorded, and nothing else', async () => {
    host = await startWebhooks({}, { data, open: small, clock: false });
    await host.publish([
      made('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
    ]);
    await host.idle();
    const acked: number[] = [];
    const deliver = async (number: number) => {
      const answer = await send(host as Host, merged(number));
      if (answer.status === 202) acked.push(number);
      return answer;
    };
    expect((await deliver(1)).status).toBe(202);
    await host.idle();
    await fill();
    let next = 2;
    let refused = await deliver(next);
    for (; refused.status === 202; refused = await deliver(next)) next += 1;
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
    expect(refused.error?.message).toMatch(/half a minute/);
    expect((await askHost(host, 'GET', '/internal/deliveries')).status).toBe(200);
    const health = await askHost(host, 'GET', '/health');
    expect([health.status, JSON.parse(health.body).store.because]).toEqual([
      503,
      expect.stringContaining('no room left: the disk is full'),
    ]);
    makeRoom();
    for (const number of [next, next + 1]) expect((await deliver(number)).status).toBe(202);
    await host.idle();
    expect((await askHost(host, 'GET', '/health')).status).toBe(200);
    const { facts: recorded } = await readFacts(host.store, { kind: 'project', id: 'rank' });
    expect(recorded).toHaveLength(acked.length);
    expect(host.deadLetters()).toEqual([]);
  });

  it('counts no try of a message whose function could write nothing, and gives none up', async () => {
    const time = new VirtualTime();
    const receives: string[] = [];
    const stub = wiring({ subscriptions: [{ ...facts, attempts: 2 }] });
    const own = await hostOf(
      stub,
      async (event) => {
        receives.push(JSON.stringify(event).replace(/.*ApproximateReceiveCount":"(\d+)".*/, '$1'));
        await surroundings().store.put({ pk: 'P', sk: 'S', text: 'x'.repeat(300_000) });
      },
      { data, time, open: small },
    );
    await fill();
    await own.publish([fact('1')]);
    for (let turn = 0; turn < 5; turn += 1) {
      await settle();
      time.advance(2000);
    }
    await settle();
    expect(receives.length).toBeGreaterThan(3);
    const health = await askHost(own, 'GET', '/health');
    expect([health.status, JSON.parse(health.body).store.because]).toEqual([
      503,
      expect.stringContaining('no room left'),
    ]);
    expect(new Set(receives)).toEqual(new Set(['1']));
    expect(own.deadLetters()).toEqual([]);
    makeRoom();
    time.advance(2000);
    await own.idle();
    expect(own.deadLetters()).toEqual([]);
    expect(await own.store.get([{ pk: 'P', sk: 'S' }])).toHaveLength(1);
    expect((await askHost(own, 'GET', '/health')).status).toBe(200);
  });
});

describe('A file that is damaged', () => {
  it('is told at the start, with what to do', async () => {
    host = await startWebhooks({}, { data, clock: false });
    await host.store.put({ pk: 'P', sk: 'S', text: 'x'.repeat(100_000) });
    await host.stop();
    const { size } = await stat(databaseIn(data));
    const file = await open(databaseIn(data), 'r+');
    await file.write(Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192);
    await file.close();
    await expect(startWebhooks({}, { data })).rejects.toMatchObject({
      name: 'DatabaseDamagedError',
      message: expect.stringMatching(/is damaged.*restore FILE --data .*or move the file away/),
    });
    host = undefined;
  });
});
