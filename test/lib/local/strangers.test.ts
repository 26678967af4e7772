/** Who may not speak with the host: names that are not its own, and pages of other sites. */
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HostOptions } from '../../../lib/local/host.ts';
import { namesOf } from '../../../lib/local/listen.ts';
import { functions } from '../../../lib/wiring.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

const SECRET = 'what only this machine should see';
const stub = wiring({ routes: functions.flatMap(({ routes = [] }) => routes) });
const addresses = [
  ...new Map(functions.flatMap(({ routes = [] }) => routes.map(({ path }) => [path, path]))).values(),
  '/health',
  '/nowhere',
].map((path) => path.replaceAll(/[{}]/g, ''));

afterEach(stopHosts);

const serving = (options: HostOptions = {}) =>
  hostOf(stub, () => ({ statusCode: 200, body: SECRET }), options);

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** As nothing but a browser that is led here would send it. */
function ask(
  address: string,
  path: string,
  method: string,
  headers: Record<string, string | string[]>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest(`${address}${path}`, { method, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode, body, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT'];

describe('a name that is not ours', () => {
  it.each(METHODS)('gets 421 and nothing else at every address, with %s', async (method) => {
    const { address } = await serving();
    for (const path of addresses) {
      const { status, body } = await ask(address, path, method, { host: 'rebound.example:80' });
      expect([path, status]).toEqual([path, 421]);
      expect(body).not.toContain(SECRET);
    }
  });
});

describe('a page of another site', () => {
  it.each(METHODS)('gets 403, no data and no leave at any address, with %s', async (method) => {
    const { address } = await serving();
    const { port } = new URL(address);
    const origins = ['https://evil.example', 'null', 'http://localhost:1', `http://evil.example:${port}`, ''];
    for (const path of addresses) {
      for (const origin of origins) {
        const preflight = { origin, 'access-control-request-method': 'POST' };
        const { status, body, headers } = await ask(address, path, method, preflight);
        expect([path, origin, status]).toEqual([path, origin, 403]);
        expect(body).not.toContain(SECRET);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  it('cannot come in with a second header', async () => {
    const { address } = await serving();
    const own = new URL(address).host;
    const twice = { host: own, origin: [`http://${own}`, 'https://evil.example'] };
    expect((await ask(address, '/', 'GET', twice)).status).toBe(403);
  });
});

describe('a page of our own', () => {
  it('is answered, at whichever of our names it is', async () => {
    const { address } = await serving();
    const { port } = new URL(address);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'LOCALHOST'])
      expect((await ask(address, '/', 'GET', { host, origin: `http://${host}` })).status).toBe(200);
  });

  it('may be behind a proxy that people reach by another address', async () => {
    const environment = { SHIPSHAPE_URL: 'https://ship.example.com/shape' };
    const { address } = await serving({ environment });
    const origin = 'https://ship.example.com';
    const passedOn = { host: 'ship.example.com', origin };
    expect((await ask(address, '/', 'GET', passedOn)).status).toBe(200);
    expect((await ask(address, '/', 'GET', { origin })).status).toBe(200);
    expect((await ask(address, '/', 'GET', { origin: 'http://ship.example.com:81' })).status).toBe(403);
  });
});

describe('the names of a host', () => {
  it('on the loopback interface are loopback names alone', () => {
    const { isOurs } = namesOf('127.0.0.1', undefined);
    const asked = [
      '127.0.0.1:3000',
      'localhost',
      '[::1]:3000',
      undefined,
      '192.168.0.7:3000',
      'localhost.evil.example',
    ];
    expect(asked.map(isOurs)).toEqual([true, true, true, true, false, false]);
  });

  it('that is open to others are its addresses, too, which no name can be made to lead to', () => {
    for (const everywhere of ['0.0.0.0', '::']) {
      const { isOurs } = namesOf(everywhere, undefined);
      const asked = [
        '192.168.0.7:3000',
        '[fe80::1]:3000',
        'localhost',
        'evil.example',
        '192.168.0.7.evil.example',
      ];
      expect(asked.map(isOurs)).toEqual([true, true, true, false, false]);
    }
    expect(namesOf('ship.internal', undefined).isOurs('ship.internal:3000')).toBe(true);
  });
});
