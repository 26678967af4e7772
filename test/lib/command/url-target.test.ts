import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { progressOn } from '../../../lib/command/terminal.ts';
import { urlTarget } from '../../../lib/command/url-target.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Stands in for a running Shipshape: gives its answers one after the other, the last one for ever. */
let server: Server;
let address: string;
let answers: Answer[];
let asked: { readonly token: string | undefined; readonly body: string }[];

const bodyOf = async (request: IncomingMessage) => Buffer.concat(await request.toArray()).toString();

beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked.push({ token: request.headers.authorization, body: await bodyOf(request) });
    const {
      status,
      headers = {},
      body = '{}',
    } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500 };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
  answers = [{ status: 202 }];
});

const target = () =>
  urlTarget(address, undefined, { SHIPSHAPE_API_TOKEN: 'token' }, '2024-04-01T00:00:00.000Z');
const facts = (count: number, padding = '') =>
  Array.from({ length: count }, (_, at) => ({
    type: 'TeamRegistered' as const,
    body: JSON.stringify({ id: `${at}`, padding }),
  }));
const idsIn = ({ body }: { readonly body: string }): string[] =>
  JSON.parse(body).facts.map(({ detail }: { detail: { id: string } }) => detail.id);

describe('Facts for a running Shipshape', () => {
  it('go in requests that the API takes, with the token, and are counted as they are taken', async () => {
    const taken: number[] = [];
    await (await target()).publish(facts(1200), (count) => taken.push(count));
    expect(taken).toEqual([500, 1000, 1200]);
    expect(asked.map(({ token }) => token)).toEqual(Array(3).fill('Bearer token'));
    expect(asked.flatMap(idsIn)).toEqual(facts(1200).map((_, at) => `${at}`));
  });

  it('go in requests of less than 1 MB, counted as bytes', async () => {
    await (await target()).publish(facts(12, 'ü'.repeat(90_000)), () => {});
    expect(asked.map((each) => idsIn(each).length)).toEqual([4, 4, 4]);
    for (const { body } of asked) expect(Buffer.byteLength(body)).toBeLessThan(1_000_000);
  });

  it('go again when they are asked to come later', async () => {
    const later = { status: 503, headers: { 'retry-after': '0' } };
    answers = [later, { status: 429, headers: { 'retry-after': '0' } }, { status: 202 }];
    await (await target()).publish(facts(1), () => {});
    expect(asked).toHaveLength(3);
    answers = [{ ...later, body: '{"code":"BUS_UNAVAILABLE","detail":"The bus is down."}' }];
    await expect((await target()).publish(facts(1), () => {})).rejects.toThrow(
      `${address} answers 503: The bus is down.`,
    );
  });

  it('are not sent on to another place', async () => {
    answers = [{ status: 302, headers: { location: 'https://elsewhere.example/' } }];
    await expect((await target()).publish(facts(1), () => {})).rejects.toThrow(
      `${address}: this has moved to https://elsewhere.example/, use that.`,
    );
    expect(asked).toHaveLength(1);
  });
});

it('A catalog of another version is said to be one', async () => {
  answers = [{ status: 200, body: '{"rows":[]}' }];
  await expect((await target()).readKnown()).rejects.toThrow(
    'this version of the command cannot read its catalog',
  );
});

it('Progress is one line for people, and where nobody watches a line every few seconds', () => {
  const said: string[] = [];
  const terminal = { out: () => {}, err: (text: string) => void said.push(text), end: () => {} };
  const tell = progressOn({ ...terminal, isInteractive: true }, 10_000, 'facts');
  tell(1200);
  tell(10_000);
  let now = 0;
  const later = progressOn({ ...terminal, isInteractive: false }, 10_000, 'facts', () => now);
  later(1200);
  now = 5000;
  later(2000);
  later(2100);
  expect(said).toEqual(['\r1,200 of 10,000 facts', '\r10,000 of 10,000 facts\n', '2,000 of 10,000 facts\n']);
});
