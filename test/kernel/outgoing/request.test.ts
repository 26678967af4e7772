import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Access, exchange } from '../../../functions/kernel/outgoing/exchange.ts';
import { accessTo, pinnedTo, send } from '../../../functions/kernel/outgoing/request.ts';
import { type Receiver, startReceiver } from '../../support/outgoing/receiver.ts';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const port = () => new URL(receiver.origin).port;
const post = (url: string, access: Partial<Access> = {}) =>
  send(
    url,
    { method: 'POST', headers: {}, body: '{}' },
    { ...accessTo(allowed()), timeoutMs: 400, ...access },
  );
/** As if somebody had listed all of them. */
const allowed = () => [
  'hooks.slack.com',
  'inside.example',
  '169.254.169.254',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '127.0.0.1',
  'localhost',
  '10.0.0.1',
  receiver.origin,
];

describe('A request to the inside', () => {
  test.each([
    ['the metadata of a machine', () => 'http://169.254.169.254/latest/meta-data/'],
    ['the same over https', () => 'https://169.254.169.254/latest/meta-data/'],
    ['a mapped loopback address', () => 'https://[::ffff:127.0.0.1]/'],
    ['a loopback address as one number', () => `https://2130706433:${port()}/`],
    ['the same in hexadecimal', () => `https://0x7f.1:${port()}/`],
    ['localhost with a dot', () => `https://localhost.:${port()}/`],
    ['localhost, whatever it resolves to', () => `https://localhost:${port()}/`],
    ['a private address', () => 'https://10.0.0.1/'],
    ['another port of this machine', () => `http://127.0.0.1:${Number(port()) - 1}/`],
    ['the listed port, over https', () => `https://127.0.0.1:${port()}/`],
    ['a host that is not listed', () => 'https://example.com/'],
    ['a listed host on another port', () => 'https://hooks.slack.com:8443/'],
    ['a listed host without https', () => 'http://hooks.slack.com/'],
    ['a listed host with a dot', () => 'https://hooks.slack.com./'],
    ['a listed host as the name of somebody', () => 'https://hooks.slack.com@169.254.169.254/'],
    ['somebody at a listed host', () => 'https://user:password@hooks.slack.com/'],
    ['a file', () => 'file:///etc/passwd'],
    ['no address', () => 'hooks.slack.com'],
  ])('to %s is refused before anything is connected', async (_what, url) => {
    const outcome = await post(url(), { resolve: async () => ['127.0.0.1'] });
    expect(outcome.kind).toBe('refused');
    expect(receiver.got).toEqual([]);
  });

  test.each([
    ['a private address', ['10.1.2.3']],
    ['a public and a private one', ['140.82.121.6', '192.168.0.1']],
    ['a mapped one', ['::ffff:169.254.169.254']],
    ['an address of metadata', ['fd00:ec2::254']],
  ])('by a name that stands for %s is refused', async (_what, addresses) => {
    expect(await post('https://inside.example/', { resolve: async () => addresses })).toEqual({
      kind: 'refused',
      because:
        'inside.example leads to an address that is not on the public internet; nothing is sent there unless it is listed with its port',
    });
  });

  test('says nothing of the address but its host', async () => {
    const outcome = await post('https://user:hunter2@hooks.slack.com/services/T0/B0/secret');
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|services|secret/);
  });
});

describe('A request', () => {
  test('connects to the address that was looked at, whatever its name stands for by then', async () => {
    const url = new URL(`http://rebound.invalid:${port()}/hook`);
    const to = { url, mayBePrivate: false, name: url.host };
    const access = accessTo([]);
    const request = { method: 'GET', headers: {} } as const;
    const signal = AbortSignal.timeout(400);
    expect(await exchange(to, request, pinnedTo('127.0.0.1'), signal, access)).toMatchObject({ status: 200 });
    expect(receiver.got).toMatchObject([{ path: '/hook', headers: { host: url.host } }]);
  });

  test('asks what a name stands for once', async () => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return ['10.0.0.1'];
    };
    await post('https://inside.example/', { resolve });
    expect(asked).toEqual(['inside.example']);
  });

  test('to a listed port of this machine is answered', async () => {
    receiver.behave({ status: 429, headers: { 'Retry-After': '7' }, body: 'later' });
    expect(await post(`${receiver.origin}/hook?x=1`)).toMatchObject({
      kind: 'answered',
      status: 429,
      body: 'later',
      headers: { 'retry-after': '7' },
    });
    expect(receiver.got).toMatchObject([{ method: 'POST', path: '/hook?x=1', body: '{}' }]);
  });

  test.each([
    ['a name on a private network', 'chat.internal', '10.1.2.3'],
    ['this machine', 'localhost', '127.0.0.1'],
  ])(
    'to %s is let through where it is listed with its port, by plain http, too',
    async (_what, name, address) => {
      const asked: string[] = [];
      const resolve = async (host: string) => {
        asked.push(host);
        return address === '127.0.0.1' ? [address] : [];
      };
      const listed = { allowed: [`${name}:${port()}`], resolve };
      const outcome = await post(`http://${name}:${port()}/hook`, listed);
      expect(outcome.kind).toBe(address === '127.0.0.1' ? 'answered' : 'failed');
      expect(asked).toEqual([name]);
      // Another port of it, and the same one where it is listed without, stay closed.
      expect((await post(`http://${name}:1/hook`, listed)).kind).toBe('refused');
      expect((await post(`http://${name}:${port()}/hook`, { ...listed, allowed: [name] })).kind).toBe(
        'refused',
      );
    },
  );

  test.each(['169.254.169.254', 'fd00:ec2::254', '0.0.0.0', '::ffff:127.0.0.1', '168.63.129.16'])(
    'never goes to %s, whoever lists a name that leads there',
    async (address) => {
      const listed = { allowed: ['inside.example:8080'], resolve: async () => [address] };
      expect((await post('http://inside.example:8080/', listed)).kind).toBe('refused');
    },
  );

  test.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (status) => {
    receiver.behave({ status, headers: { Location: `${receiver.origin}/elsewhere` } }, 'ok');
    expect(await post(receiver.origin)).toMatchObject({ kind: 'answered', status });
    expect(receiver.got).toHaveLength(1);
  });

  test('reads no more of an answer than it may', async () => {
    receiver.behave({ status: 200, body: 'x'.repeat(1_000_000) });
    const outcome = await post(receiver.origin, { maxBytes: 1000 });
    expect(outcome).toMatchObject({ kind: 'answered', body: 'x'.repeat(1000) });
  });

  test.each([
    ['hang', 'no answer within 0.4 seconds'],
    ['reset', 'ECONNRESET'],
  ] as const)('that meets a %s may have arrived', async (behaviour, because) => {
    receiver.behave(behaviour);
    const outcome = await post(receiver.origin);
    expect(outcome).toMatchObject({ kind: 'failed', mayHaveArrived: true });
    expect(outcome).toHaveProperty('because', expect.stringContaining(because));
  });

  test.each([
    ['fails', async () => Promise.reject(new Error('ENOTFOUND'))],
    ['never answers', () => new Promise<string[]>(() => {})],
    ['knows nothing', async () => []],
  ])('whose name a resolver that %s cannot find did not arrive', async (_what, resolve) => {
    expect(await post('https://inside.example/', { resolve })).toEqual({
      kind: 'failed',
      because: 'inside.example has no address',
      mayHaveArrived: false,
    });
  });

  test('to a port where nobody listens did not arrive', async () => {
    await receiver.close();
    expect(await post(receiver.origin)).toMatchObject({ kind: 'failed', mayHaveArrived: false });
    receiver = await startReceiver();
  });
});
