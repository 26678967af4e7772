import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startHost } from '../../../lib/local/host.ts';
import { matches, refuseUnknownOperators } from '../../../lib/local/pattern.ts';
import { functions } from '../../../lib/wiring.ts';
import { hostOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

afterEach(stopHosts);

describe('patterns', () => {
  const event = { source: 'shipshape', 'detail-type': 'LedgerAdvanced', detail: { entity: 'release' } };

  it('match when every part names the value of the event', () => {
    expect(matches({ source: ['other', 'shipshape'] }, event)).toBe(true);
    expect(matches({ source: ['shipshape'], detail: { entity: ['release', 'flag'] } }, event)).toBe(true);
    expect(matches({ source: ['shipshape'], detail: { entity: ['flag'] } }, event)).toBe(false);
    expect(matches({ source: ['shipshape'], 'detail-type': ['GradeChanged'] }, event)).toBe(false);
    expect(
      matches({ source: ['shipshape'], detail: { entity: ['release'] } }, { ...event, detail: {} }),
    ).toBe(false);
  });

  it.each([
    [{ source: [{ prefix: 'ship' }] }],
    [{ source: 'shipshape' }],
    [{ source: [] }],
    [{ source: ['shipshape'], region: ['local'] }],
    [{ source: ['shipshape'], detail: { entity: ['release'], id: ['1'] } }],
    [{ source: ['shipshape'], detail: { entity: [{ 'anything-but': 'team' }] } }],
    [{}],
  ])('refuse %j, which only EventBridge understands', (pattern) => {
    expect(() => refuseUnknownOperators(pattern)).toThrow(/does not understand the pattern/);
  });

  it('are looked at when the host starts', async () => {
    const unknown = wiring();
    Object.assign(unknown, { subscriptions: [{ pattern: { source: [{ exists: true }] } }] });
    await expect(startHost({ functions: [unknown] })).rejects.toMatchObject({
      name: 'PatternUnsupportedError',
    });
  });

  it('of the wiring are all understood', () => {
    for (const { subscriptions = [] } of functions) {
      for (const { pattern } of subscriptions) expect(() => refuseUnknownOperators(pattern)).not.toThrow();
    }
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

describe('bundles', () => {
  it('see an environment of their own, on loopback, in an instance of their own', async () => {
    const bundles = await mkdtemp(join(tmpdir(), 'shipshape-'));
    await mkdir(join(bundles, 'stub'));
    const code = `let calls = 0; const { env } = require('node:process');
      exports.handler = async (event, context) => ({ statusCode: 200, body: JSON.stringify({
        calls: ++calls, name: context.functionName, env: process.env, same: env === process.env }) });`;
    await writeFile(join(bundles, 'stub/index.cjs'), code);
    const stub = wiring({ routes: [{ method: 'GET', path: '/' }] });
    const environment = { AWS_PROFILE: 'mine', PATH: '/bin', SHIPSHAPE_LOG_LEVEL: 'DEBUG' };
    const [first, second] = await Promise.all([
      hostOf(stub, () => undefined, { bundles, environment }),
      hostOf(stub, () => undefined, { bundles, environment }),
    ]);
    const [one, other] = [await first.request('GET', '/'), await second.request('GET', '/')].map(({ body }) =>
      JSON.parse(body),
    );
    await rm(bundles, { recursive: true });
    expect(one).toMatchObject({ calls: 1, name: 'stub', same: true });
    expect(other.calls).toBe(1);
    expect(one.env).toMatchObject({
      PATH: '/bin',
      SHIPSHAPE_TABLE: 'shipshape',
      SHIPSHAPE_BUS: 'shipshape',
      AWS_REGION: 'local',
      AWS_ENDPOINT_URL_EVENTBRIDGE: first.bus.endpoint,
      AWS_LAMBDA_FUNCTION_NAME: 'stub',
      POWERTOOLS_LOG_LEVEL: 'DEBUG',
    });
    expect(one.env).not.toHaveProperty('AWS_PROFILE');
    expect(other.env.AWS_ENDPOINT_URL_DYNAMODB).not.toBe(one.env.AWS_ENDPOINT_URL_DYNAMODB);
    expect(process.env).not.toHaveProperty('SHIPSHAPE_TABLE');
  });
});
