import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Environment } from '../../../lib/local/function-environment.ts';
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

/** Puts an announcement on the bus, as a function or as a stranger. */
async function announce(endpoint: string, sessionToken?: string) {
  const credentials = {
    accessKeyId: 'local',
    secretAccessKey: 'local',
    ...(sessionToken ? { sessionToken } : {}),
  };
  const client = new EventBridgeClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
  const entry = {
    Source: 'announced',
    DetailType: 'Done',
    Detail: '{"id":"told"}',
    EventBusName: 'shipshape',
  };
  await client.send(new PutEventsCommand({ Entries: [entry] })).finally(() => client.destroy());
}

describe('a stop', () => {
  it('finishes what is in flight and what comes of it, and takes nothing from outside', async () => {
    const begun = signal();
    const goOn = signal();
    const done: string[] = [];
    let environment: Environment = {};
    const stub = wiring({
      subscriptions: [facts, { ...facts, name: 'told', pattern: { source: ['announced'] } }],
    });
    const host = await hostOf(stub, () => undefined, {
      bundles: (_name, given) => {
        environment = given;
        return async (event) => {
          const ids = recordsOf(event).map(idOf);
          begun.tell();
          await goOn.happened;
          if (ids.includes('1'))
            await announce(given.AWS_ENDPOINT_URL_EVENTBRIDGE ?? '', given.AWS_SESSION_TOKEN);
          done.push(...ids);
        };
      },
    });
    await host.publish([fact('1')]);
    await begun.happened;
    const stopped = host.stop();
    await expect(host.publish([fact('2')])).rejects.toMatchObject({ name: 'HostStoppingError' });
    await expect(announce(host.bus.endpoint)).rejects.toMatchObject({ name: 'ServiceUnavailableException' });
    goOn.tell();
    await stopped;
    expect(done.toSorted()).toEqual(['1', 'told']);
    expect(environment.AWS_ENDPOINT_URL_EVENTBRIDGE).toBe(host.bus.endpoint);
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
