import { afterEach, describe, expect, it } from '@jest/globals';
import { surroundings } from '../../../functions/kernel/surroundings.ts';
import { startHost } from '../../../lib/local/host.ts';
import { loadFunction } from '../../../lib/local/local-function.ts';
import { matches } from '../../../lib/local/routing.ts';
import { functions } from '../../../lib/wiring.ts';
import { askHost } from '../../support/ask-host.ts';
import { hostOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

afterEach(stopHosts);

describe('patterns', () => {
  const event = { source: 'shipshape', type: 'DerivationRequested', body: '{"entity":"release"}' };

  it('match when every part names the value of the event', () => {
    expect(matches({ source: ['other', 'shipshape'] }, event)).toBe(true);
    expect(matches({ source: ['shipshape'], 'detail-type': ['GradeChanged'] }, event)).toBe(false);
    expect(matches({ source: ['shipshape'], 'detail-type': ['DerivationRequested'] }, event)).toBe(true);
  });
});

describe('schedules', () => {
  it('fire at the start and after each interval, and never while the last run goes on', async () => {
    const time = new VirtualTime();
    const events: unknown[] = [];
    let goOn = signal();
    const stub = wiring({ schedules: [{ name: 'hourly', everyMinutes: 60 }], timeoutSeconds: 20_000 });
    await hostOf(
      stub,
      (event) => {
        events.push(event);
        return goOn.happened;
      },
      { time },
    );
    const hour = async () => {
      time.advance(3_600_000);
      await settle();
    };
    await settle();
    expect(events).toEqual([
      expect.objectContaining({ time: '2024-08-13T00:00:00Z', source: 'aws.scheduler' }),
    ]);
    await hour();
    expect(events).toHaveLength(1);
    goOn.tell();
    await settle();
    goOn = signal();
    await hour();
    expect(events).toHaveLength(2);
    goOn.tell();
  });
});

describe('a schedule that throws', () => {
  it('is logged, and ends neither the others nor its own next turns', async () => {
    const time = new VirtualTime();
    const runs: unknown[] = [];
    const logged: unknown[] = [];
    const schedules = ['bad', 'good'].map((name) => ({ name, everyMinutes: 60, input: { schedule: name } }));
    await hostOf(
      wiring({ schedules }),
      (event) => {
        runs.push(event);
        if (JSON.stringify(event).includes('bad')) throw new Error('no');
      },
      { time, log: (...line) => void logged.push(line) },
    );
    await settle();
    time.advance(3_600_000);
    await settle();
    expect(runs).toEqual([
      { schedule: 'bad' },
      { schedule: 'good' },
      { schedule: 'bad' },
      { schedule: 'good' },
    ]);
    const failure = ['ERROR', 'A scheduled run failed.', { schedule: 'bad', error: 'Error: no' }];
    expect(logged).toEqual([failure, failure]);
  });
});

describe('functions', () => {
  it.each(functions)('of the wiring are all loaded: $name', async (each) => {
    expect(await loadFunction(each)).toBeInstanceOf(Function);
  });

  it('that nobody knows are an error with their name', async () => {
    for (const entry of ['functions/nobody/handler.ts', 'lib/wiring.ts'])
      await expect(loadFunction(wiring({ name: 'nobody', entry }))).rejects.toThrow('the function nobody');
  });

  it('that answer requests are loaded before anybody can ask, where the host is to', async () => {
    const stub = wiring({ name: 'nobody', routes: [{ method: 'GET', path: '/' }] });
    const options = { functions: [stub], handlers: undefined, log: () => {}, environment: {} };
    await expect(startHost({ ...options, loadsFirst: true })).rejects.toThrow('the function nobody');
    const host = await startHost(options);
    expect((await askHost(host, 'GET', '/')).status).toBe(500);
    await host.stop();
  });

  it('see settings of their own, and nothing of the environment of the host', async () => {
    const seen: unknown[] = [];
    const stub = wiring({ routes: [{ method: 'GET', path: '/' }] });
    const environment = { AWS_PROFILE: 'mine', SHIPSHAPE_GITHUB_API: 'https://github.example' };
    const host = await hostOf(
      stub,
      () => {
        seen.push({ ...surroundings().environment });
        return { statusCode: 200 };
      },
      { environment },
    );
    await askHost(host, 'GET', '/');
    expect(seen).toEqual([{ SHIPSHAPE_GITHUB_API: 'https://github.example' }]);
  });

  it('of two hosts in one process have each the store of their own', async () => {
    const stub = wiring({ routes: [{ method: 'GET', path: '/' }] });
    const count = async () => {
      const { store } = surroundings();
      const [kept] = await store.get([{ pk: 'P', sk: 'S' }]);
      await store.put({ pk: 'P', sk: 'S', calls: Number(kept?.calls ?? 0) + 1 });
      return { statusCode: 200, body: `${kept?.calls ?? 0}` };
    };
    const [first, second] = [await hostOf(stub, count), await hostOf(stub, count)];
    await askHost(first, 'GET', '/');
    expect((await askHost(first, 'GET', '/')).body).toBe('1');
    expect((await askHost(second, 'GET', '/')).body).toBe('0');
  });

  it('that were given up, or have answered, can write nothing any more', async () => {
    const time = new VirtualTime();
    const goOn = signal();
    const ended: unknown[] = [];
    const stub = wiring({ routes: [{ method: 'GET', path: '/' }] });
    const host = await hostOf(
      stub,
      async () => {
        await goOn.happened;
        await surroundings()
          .store.put({ pk: 'P', sk: 'S' })
          .catch((error: unknown) => ended.push(error));
      },
      { time },
    );
    const answer = askHost(host, 'GET', '/');
    await settle();
    time.advance(5000);
    expect((await answer).status).toBe(503);
    goOn.tell();
    await settle();
    expect(ended).toMatchObject([{ name: 'InvocationOverError' }]);
    expect(await host.store.get([{ pk: 'P', sk: 'S' }])).toEqual([]);
  });
});
