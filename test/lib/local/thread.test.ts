/** Queues and schedules on a thread of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readLedger } from '../../../functions/catalog/store/ledger.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { ProcessingThread } from '../../../lib/local/processing-thread.ts';
import { functions } from '../../../lib/wiring.ts';
import { change, started } from '../../support/facts.ts';
import { VirtualTime } from './virtual-time.ts';

let data = '';
let host: Host | undefined;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-thread-'));
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
  await rm(data, { recursive: true });
});

describe('a host with a thread for its queues', () => {
  it('records what is published, sees it, and is idle when all of it is done', async () => {
    host = await startHost({ data, processing: 'thread', clock: false, log: () => {} });
    const days = Array.from({ length: 25 }, (_, at) => `2024-01-${String(at + 1).padStart(2, '0')}`);
    await host.publish([started('rank', '2024-01-01'), ...days.map((day) => change('rank', day, {}, day))]);
    await host.idle();
    const { facts } = await readLedger(host.store, { kind: 'project', id: 'rank' });
    expect(facts).toHaveLength(26);
  });

  it('stops with nothing lost, and goes on at the next start', async () => {
    host = await startHost({ data, processing: 'thread', clock: false, log: () => {} });
    await host.publish([change('rank', '2024-01-10')]);
    await host.stop();
    host = await startHost({ data, processing: 'thread', clock: false, log: () => {} });
    await host.idle();
    const { facts } = await readLedger(host.store, { kind: 'project', id: 'rank' });
    expect(facts).toHaveLength(1);
  });
});

it('a thread that dies is told of, and started again, later each time', async () => {
  const time = new VirtualTime();
  const said: string[] = [];
  const task = { data: join(data, 'nowhere'), environment: {}, functions, address: '' };
  const happened = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => (said.length >= count ? resolve() : setTimeout(look, 5));
      look();
    });
  const thread = new ProcessingThread(task, time, (_level, message) => void said.push(message));
  await happened(2);
  expect(time.waits).toEqual([500]);
  time.advance(500);
  await happened(4);
  expect(time.waits).toEqual([1000]);
  const [failed, again] = ['The thread of the queues failed.', 'The thread of the queues is started again.'];
  expect(said).toEqual([failed, again, failed, again]);
  const stopping = thread.stop(0);
  time.advance(1000);
  expect(await stopping).toBe(false);
});
