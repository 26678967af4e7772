import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import { httpEvent } from '../../lib/local/api-gateway.ts';
import type { Host } from '../../lib/local/host.ts';
import { NOW, SECRETS, signed } from '../support/deliveries.ts';
import { context } from '../support/messages.ts';
import { githubPayloads } from '../support/payloads.ts';
import { onHost } from '../support/surroundings.ts';
import { fromGithub, send, sendRaw, startWebhooks } from './webhook-host.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

/** What no client would send: the first line and the headers, and what follows them. */
const raw = (headers: readonly string[], body: string) =>
  sendRaw(
    host,
    ['POST /webhooks/github HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers, '', body].join(
      '\r\n',
    ),
  );
const { headers: genuine, body } = signed('github', githubPayloads.ping, { 'x-github-event': 'ping' });
const ping = fromGithub('ping', githubPayloads.ping);
const said = Object.entries(genuine).map(([name, value]) => `${name}: ${value}`);
const text = body.toString('latin1');
const statusOf = (answer: string) => answer.slice(9, 12);

describe('a request that no client would send', () => {
  it('is taken when it only comes in chunks', async () => {
    const chunks = `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    expect(statusOf(await raw([...said, 'Transfer-Encoding: chunked'], chunks))).toBe('200');
  });

  it.each([
    ['headers of 20 KB', ['X-Large: '.padEnd(20_000, 'x'), `Content-Length: ${body.length}`], '431'],
    ['a length and chunks', [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], '400'],
    ['two lengths', [`Content-Length: ${body.length}`, 'Content-Length: 1'], '400'],
    ['a length that is no number', ['Content-Length: 1e3'], '400'],
    ['an encoding that nobody knows', ['Transfer-Encoding: x, chunked, x'], '400'],
    // What follows the body is taken for another request, and is none.
    ['no length', [], '400'],
    ['a length that ends within the body', ['Content-Length: 9'], '400'],
    ['a length that is never reached', [`Content-Length: ${body.length + 1}`], ''],
    ['control characters in a header', ['Webhook-Id: a\x01b', `Content-Length: ${body.length}`], '400'],
  ])('%s: %s is refused with %s', async (_what, more, status) => {
    expect(statusOf(await raw([...said, ...more], text))).toBe(status);
  });

  it.each([
    ['the same twice', [0, 0]],
    ['a wrong one before it', [1, 0]],
    ['a wrong one after it', [0, 1]],
  ])('duplicate signature headers, %s: 401', async (_how, which) => {
    const wrong = signed('github', githubPayloads.ping, {}, `${SECRETS.github}!`).headers;
    const both = which.map((at) => `X-Hub-Signature-256: ${[genuine, wrong][at]?.['x-hub-signature-256']}`);
    const others = said.filter((line) => !line.startsWith('x-hub-signature'));
    expect(statusOf(await raw([...others, ...both, `Content-Length: ${body.length}`], text))).toBe('401');
  });

  it('100 MB as they are: the host hangs up, and is still there', async () => {
    await send(host, { ...ping, body: Buffer.alloc(100 * 1024 * 1024) }).catch((error: Error) => error);
    expect((await send(host, ping)).status).toBe(200);
  });
});

/** API Gateway may hand over any body in base64; no request over HTTP decides whether it does. */
describe('a body in base64', () => {
  const ingest = () =>
    onHost(
      createIngest({
        secrets: async () => ({ accepted: [SECRETS.github], refetch: async () => undefined }),
        now: () => NOW,
        receiving: () => ({ table: host.store, publish: async () => {} }),
      }),
      () => host.store,
    );
  const invoked = (text: string) => {
    const target = '/webhooks/github';
    const request = { method: 'POST', target, headers: genuine, body: Buffer.from('x'), sourceIp: '' };
    const route = { method: 'POST', path: '/webhooks/{source}' } as const;
    const event = httpEvent(request, route, { source: 'github' }, 0);
    return ingest()({ ...event, body: text, isBase64Encoded: true }, context);
  };

  it.each(['!!!!', 'a', 'YQ=', 'YQ==YQ==', 'YQ==\n', '_-A='])('that is none, %j: 400', async (text) => {
    const { statusCode, body: answer } = await invoked(text);
    expect([statusCode, JSON.parse(answer).error.code]).toEqual([400, 'BODY_UNREADABLE']);
  });

  it('is verified as the bytes that it stands for: 200', async () => {
    const { statusCode, body: answer } = await invoked(body.toString('base64'));
    expect([statusCode, JSON.parse(answer).outcome]).toEqual([200, 'ping']);
  });
});
