import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { surroundings } from '../../../functions/kernel/surroundings.ts';
import { fact, facts, hostOf, idOf, recordsOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

let data = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

describe('a stop', () => {
  it('finishes what is in flight, keeps what comes of it, and takes nothing more', async () => {
    const begun = signal();
    const goOn = signal();
    const done: string[] = [];
    const told = { ...facts, name: 'told', pattern: { source: ['announced'] } };
    const stub = wiring({ subscriptions: [facts, told] });
    const host = await hostOf(
      stub,
      async (event) => {
        const ids = recordsOf(event).map(idOf);
        begun.tell();
        await goOn.happened;
        await surroundings().bus.publish([{ source: 'announced', type: 'Done', body: '{"id":"told"}' }]);
        done.push(...ids);
      },
      { data },
    );
    await host.publish([fact('1')]);
    await begun.happened;
    const stopped = host.stop();
    await expect(host.publish([fact('2')])).rejects.toThrow('This Shipshape is stopping.');
    goOn.tell();
    await stopped;
    expect(done).toEqual(['1']);
    const ids: string[] = [];
    const next = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), { data });
    await next.idle();
    expect(ids).toEqual(['told']);
  });

  it('answers the requests that are under way, and does not wait for kept-alive connections', async () => {
    const begun = signal();
    const goOn = signal();
    const stub = wiring({ routes: [{ method: 'GET', path: '/' }] });
    const host = await hostOf(stub, async () => {
      begun.tell();
      await goOn.happened;
      return { statusCode: 200, body: 'finished' };
    });
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<string>((resolve, reject) => {
      get(host.address, { agent }, (response) => {
        response
          .setEncoding('utf8')
          .once('data', resolve)
          .on('error', () => {});
      }).on('error', reject);
    });
    await begun.happened;
    const stopped = host.stop();
    goOn.tell();
    expect(await answer).toBe('finished');
    await stopped;
    await expect(fetch(host.address)).rejects.toThrow();
    agent.destroy();
  });

  it('leaves what is not done in time to the next start', async () => {
    const time = new VirtualTime();
    const stub = wiring({ subscriptions: [facts], timeoutSeconds: 60 });
    const begun = signal();
    const host = await hostOf(stub, () => new Promise(() => begun.tell()), { data, time });
    await host.publish([fact('1')]);
    await begun.happened;
    const stopped = host.stop();
    for (let second = 0; second < 21; second += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await settle();
      time.advance(1000);
    }
    await stopped;
    const ids: string[] = [];
    const next = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), { data });
    await next.idle();
    expect(ids).toEqual(['1']);
  });
});
