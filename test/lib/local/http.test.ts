import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Handler } from '../../../lib/local/local-function.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

const stub = wiring({
  routes: [
    { method: 'GET', path: '/' },
    { method: 'GET', path: '/releases/{release}' },
    { method: 'POST', path: '/releases/{release}' },
    { method: 'POST', path: '/webhooks/{source}' },
  ],
});

/** Answers with the event it was handed. */
const echo: Handler = (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(event),
});

afterEach(stopHosts);

async function asking(handler: Handler = echo) {
  const host = await hostOf(stub, handler);
  return { host, ask: (path: string, init?: RequestInit) => fetch(`${host.address}${path}`, init) };
}

/** A request that `fetch` would not send as it is. */
function raw(address: string, path: string, headers: Record<string, string | string[]>) {
  return new Promise<number | undefined>((resolve, reject) => {
    httpRequest(address, { path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the HTTP API of the host', () => {
  it('hands over requests as API Gateway does', async () => {
    const { ask } = await asking();
    const answer = await ask('/releases/v1%2F2?a=1&a=2&b', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: 'x=1; y=2', 'X-Mixed': 'Case' },
      body: '{"ü":1}',
    });
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /releases/{release}',
      rawPath: '/releases/v1%2F2',
      rawQueryString: 'a=1&a=2&b',
      queryStringParameters: { a: '1,2', b: '' },
      pathParameters: { release: 'v1/2' },
      cookies: ['x=1', 'y=2'],
      headers: { 'content-type': 'application/json', 'x-mixed': 'Case' },
      requestContext: { http: { method: 'POST', path: '/releases/v1%2F2', sourceIp: '127.0.0.1' } },
      body: '{"ü":1}',
      isBase64Encoded: false,
    });
  });

  it('hands over in base64 what is not text, and text that is not UTF-8', async () => {
    const { ask } = await asking();
    for (const type of ['application/octet-stream', 'application/json']) {
      const body = new Uint8Array([0xff, 0xfe, 0x00]);
      const answer = await ask('/webhooks/x', { method: 'POST', headers: { 'content-type': type }, body });
      expect(await answer.json()).toMatchObject({ body: '//4A', isBase64Encoded: true });
    }
  });

  it('hands over a form in base64, as API Gateway does', async () => {
    const { ask } = await asking();
    const body = new URLSearchParams({ step: 'okr', note: 'fits & done' });
    const answer = await ask('/releases/1', { method: 'POST', body });
    const { headers, body: handed, isBase64Encoded } = await answer.json();
    expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(isBase64Encoded).toBe(true);
    expect(Buffer.from(handed, 'base64').toString()).toBe('step=okr&note=fits+%26+done');
  });

  it.each([
    ['with a byte order mark', Buffer.from('\ufeff{"a":1}')],
    ['with line ends of all kinds, and one at the end', Buffer.from('{\r\n"a":\n1}\r\n')],
    ['with NUL, and what is not in the basic plane', Buffer.from('{"\0":"\u{1f6a2} e\u0301"}')],
    ['that is cut within a letter', Buffer.from('{"a":"ü"}').subarray(0, 7)],
    ['of no UTF-8', Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0xc0, 0x80, 0x7d])],
    ['of 1 MB', Buffer.alloc(1024 * 1024, 'ü')],
  ])('hands over a body %s byte for byte, because signatures are over bytes', async (_what, body) => {
    const { ask } = await asking();
    for (const type of ['application/json', 'application/cloudevents+json; charset=utf-8', 'x/y']) {
      const answer = await ask('/webhooks/x', { method: 'POST', headers: { 'content-type': type }, body });
      const handed = await answer.json();
      expect(Buffer.from(handed.body, handed.isBase64Encoded ? 'base64' : 'utf8').equals(body)).toBe(true);
    }
  });

  it('joins headers of one name with a comma, as an HTTP API does', async () => {
    const received: unknown[] = [];
    const { host } = await asking((event) => {
      received.push(event);
      return { statusCode: 200 };
    });
    const twice = { 'X-Hub-Signature-256': ['sha256=1', 'sha256=2'], 'Content-Type': ['a/b', 'c/d'] };
    expect(await raw(host.address, '/', twice)).toBe(200);
    const headers = { 'x-hub-signature-256': 'sha256=1,sha256=2', 'content-type': 'a/b,c/d' };
    expect(received).toEqual([expect.objectContaining({ headers: expect.objectContaining(headers) })]);
  });

  it('answers HEAD as it would GET, without the body', async () => {
    const { ask } = await asking(() => ({ statusCode: 200, headers: { 'x-page': '1' }, body: 'four' }));
    const answer = await ask('/', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('x-page'), answer.headers.get('content-length')]).toEqual([
      200,
      '1',
      '4',
    ]);
    expect(await answer.text()).toBe('');
  });

  it.each([
    ['/nowhere', 'GET', 404, null],
    ['/releases/', 'GET', 404, null],
    ['/releases/1/2', 'GET', 404, null],
    ['/releases/%zz', 'GET', 400, null],
    ['/', 'DELETE', 405, 'GET, HEAD'],
    ['/releases/1', 'PUT', 405, 'GET, HEAD, POST'],
    ['/webhooks/x', 'GET', 405, 'POST'],
  ])('answers %s %s with %i', async (path, method, status, allow) => {
    const { ask } = await asking();
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
    expect(await answer.json()).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: answer.status,
      detail: expect.any(String),
      code: expect.any(String),
    });
  });

  it('has routes for all that is left, which take no method of an address with routes of its own', async () => {
    const rest = { method: 'GET', path: '/{path+}' } as const;
    const { address } = await hostOf(wiring({ routes: [rest, ...(stub.routes ?? [])] }), echo);
    const ask = async (path: string) => {
      const { status, headers } = await fetch(`${address}${path}`);
      return [status, headers.get('allow')];
    };
    expect(await ask('/webhooks/x')).toEqual([405, 'POST']);
    expect(await ask('/webhooks/x/y')).toEqual([200, null]);
  });

  it('answers a browser with a page where nothing is, and everybody else with JSON', async () => {
    const { ask } = await asking();
    const accepting = async (path: string, accept: string) => {
      const { status, headers } = await ask(path, { headers: { accept } });
      return [status, headers.get('content-type'), headers.has('content-security-policy')];
    };
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const json = [404, 'application/problem+json; charset=utf-8', false];
    expect(await accepting('/nowhere', browser)).toEqual([404, 'text/html; charset=utf-8', true]);
    expect(await accepting('/nowhere', '*/*')).toEqual(json);
    expect(await accepting('/api/nowhere', browser)).toEqual(json);
  });

  it('answers a body of more than 1 MB with 413, and one of 1 MB well', async () => {
    const { ask } = await asking(() => ({ statusCode: 202 }));
    const post = async (size: number) =>
      (await ask('/webhooks/x', { method: 'POST', body: 'x'.repeat(size) })).status;
    expect(await post(1024 * 1024)).toBe(202);
    expect(await post(1024 * 1024 + 1)).toBe(413);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('secret'))],
    ['answers nothing', () => undefined],
    ['answers what this host cannot send', () => ({ statusCode: 200, multiValueHeaders: 'secret' })],
    [
      'answers a header that cannot be sent',
      () => ({ statusCode: 200, headers: { 'x-a': 'secret\r\nx-b: 1' } }),
    ],
  ])('answers 500 without details when the function %s', async (_, handler) => {
    const { ask } = await asking(handler);
    const answer = await ask('/');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });

  it('answers to no name but its own, so that a page elsewhere cannot read it', async () => {
    const { host } = await asking();
    expect(await raw(host.address, '/', { host: 'evil.example' })).toBe(421);
    expect(await raw(host.address, '/', { host: `localhost:${new URL(host.address).port}` })).toBe(200);
  });

  it('listens on the loopback interface only', async () => {
    const { host } = await asking();
    const { hostname, port } = new URL(host.address);
    expect(hostname).toBe('127.0.0.1');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const refused = await new Promise((resolve) => {
        connect(Number(port), address)
          .on('connect', () => resolve('connected'))
          .on('error', () => resolve('refused'));
      });
      expect(refused).toBe('refused');
    }
  });

  it.each(['0.0.0.0', 'localhost'])('listens at %s where it is told to', async (place) => {
    const host = await hostOf(stub, echo, { host: place });
    expect((await fetch(`${host.address}/`)).status).toBe(200);
  });

  it('says which port is taken', async () => {
    const { host } = await asking();
    const port = Number(new URL(host.address).port);
    await expect(hostOf(stub, echo, { port })).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`Port ${port} is taken.*--port`)),
    });
  });
});
