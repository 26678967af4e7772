import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { Host } from '../../lib/local/host.ts';
import { githubPayloads } from '../support/payloads.ts';
import { fromGithub, type Outgoing, send, startWebhooks } from './webhook-host.ts';
import { type Row, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

const MB = 1024 * 1024;
const none = Buffer.alloc(0);
const ping = fromGithub('ping', githubPayloads.ping);
const pinging = (headers: Outgoing['headers']): Outgoing => ({
  ...ping,
  headers: { ...ping.headers, ...headers },
});
/** A ping of so many bytes, well signed. */
const pingOf = (bytes: number): Outgoing => {
  const empty = JSON.stringify({ ...githubPayloads.ping, more: '' }).length;
  return fromGithub('ping', { ...githubPayloads.ping, more: 'x'.repeat(bytes - empty) });
};
const unsigned = (body: Buffer): Outgoing => ({ ...pinging({ 'x-hub-signature-256': undefined }), body });
/** 100 MB that come as 100 KB. */
const bomb = gzipSync(Buffer.alloc(100 * MB));

const wrongPlace: readonly Row[] = [
  ...['GET', 'PUT', 'DELETE'].map((method) => ({
    what: `${method} on the address of a hook`,
    make: () => ({ ...ping, method, body: none }),
    status: 405,
    reason: 'METHOD_UNSUPPORTED',
  })),
  ...['/webhook/github', '/webhooks', '/webhooks/', '/webhooks/github/x'].map((path) => ({
    what: `the path ${path}`,
    make: () => ({ ...ping, path }),
    status: 404,
    reason: 'ADDRESS_UNKNOWN',
  })),
  ...['/webhooks/bitbucket', '/webhooks/__proto__', '/webhooks/GITHUB', '/webhooks/launchdarkly'].map(
    (path) => ({
      what: `a sender that nobody knows, or who is not connected, at ${path}`,
      make: () => ({ ...ping, path }),
      status: 404,
      reason: 'ADDRESS_UNKNOWN',
    }),
  ),
];

const wrongType: readonly Row[] = [
  undefined,
  'text/plain',
  'application/xml',
  'application/jsonl',
  // As GitHub sends it when its hook is set up so.
  'application/x-www-form-urlencoded',
].map((type) => ({
  what: `the media type ${type}`,
  make: () => pinging({ 'content-type': type }),
  status: 415,
  reason: 'TYPE_UNSUPPORTED',
}));

const wrongBytes: readonly Row[] = [
  {
    what: 'charset=utf-16',
    make: () => pinging({ 'content-type': 'application/json; charset=utf-16' }),
    status: 415,
    reason: 'CHARSET_UNSUPPORTED',
  },
  {
    what: 'an empty body, signed',
    make: () => fromGithub('ping', none),
    status: 400,
    reason: 'BODY_EMPTY',
  },
  {
    what: 'an empty body, not signed',
    make: () => unsigned(none),
    status: 401,
    reason: 'NOT_VERIFIED',
  },
  ...['gzip', 'br', 'deflate', 'GZIP', 'x'].map((encoding) => ({
    what: `Content-Encoding: ${encoding}`,
    make: () => pinging({ 'content-encoding': encoding }),
    status: 415,
    reason: 'ENCODING_UNSUPPORTED',
  })),
  { what: '1 MB, signed', make: () => pingOf(MB), status: 200, outcome: 'ping' },
  {
    what: '1 MB and a byte, signed',
    make: () => pingOf(MB + 1),
    status: 413,
    reason: 'BODY_TOO_LARGE',
  },
  {
    what: '1 MB and a byte, not signed, which nobody asks',
    make: () => unsigned(Buffer.alloc(MB + 1)),
    status: 413,
    reason: 'BODY_TOO_LARGE',
  },
  { what: '8 MB', make: () => unsigned(Buffer.alloc(8 * MB)), status: 413, reason: 'BODY_TOO_LARGE' },
  {
    what: '100 MB in 100 KB, said to be gzip',
    make: () => ({ ...ping, headers: { ...ping.headers, 'content-encoding': 'gzip' }, body: bomb }),
    status: 415,
    reason: 'ENCODING_UNSUPPORTED',
  },
  {
    what: '100 MB in 100 KB, signed',
    make: () => fromGithub('ping', bomb),
    status: 400,
    reason: 'BODY_UNREADABLE',
  },
];

describe('the envelope of a delivery', () => {
  it.each(titled([...wrongPlace, ...wrongType, ...wrongBytes]))('%s', async (_title, row) => {
    const { headers } = await withstands(host, row);
    if (row.status === 405) expect(headers.allow).toBe('POST');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('HEAD on the address of a hook: 405', async () => {
    expect((await send(host, { ...ping, method: 'HEAD', body: none })).status).toBe(405);
  });

  it('mixed-case header names: 200', async () => {
    const headers = Object.entries(ping.headers).map(([name, value]) => [name.toUpperCase(), value] as const);
    const answer = await send(host, { ...ping, headers: Object.fromEntries(headers) });
    expect([answer.status, answer.outcome]).toEqual([200, 'ping']);
  });

  it('a sender who is not connected is answered as one that nobody knows', async () => {
    const [unknown, closed] = ['bitbucket', 'launchdarkly'].map((name) =>
      send(host, { ...ping, path: `/webhooks/${name}` }),
    );
    expect((await closed)?.text).toBe((await unknown)?.text);
  });

  it('leaves nothing but the line of each ping, and of those whose senders are known what is no JSON', async () => {
    await host.idle();
    const kept = await dump(host.store);
    expect(kept.filter((line) => !line.includes('QUARANTINE#NOT_JSON'))).toEqual([]);
  });
});
