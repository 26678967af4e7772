import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inProcess } from './in-process.ts';

const AWAY = { SHIPSHAPE_API_TOKEN: 'any' };

describe('A Shipshape that is not as expected', () => {
  let server: Server;
  let answers: readonly (readonly [status: number, body: unknown])[];
  let address: string;
  const page = (feature: string | undefined, next: string | undefined) => ({
    at: '2024-01-01T00:00:00.000Z',
    rubricVersion: '1',
    columns: [],
    rows:
      feature === undefined
        ? []
        : [{ feature, title: '\u001b[31mred\u009b2J', team: 't', earned: 0, of: 0, stars: [] }],
    next,
  });

  beforeAll(async () => {
    server = createServer((_request, response) => {
      const [status, body] = answers[0] ?? [500, {}];
      answers = answers.slice(1);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = server.address();
    address = `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`;
  });
  afterAll(() => void server.close());

  it('prints the head once, also where the first page is empty, and cleans what it is sent', async () => {
    answers = [
      [200, page(undefined, 'a')],
      [200, page(undefined, 'b')],
      [200, page('x', 'c')],
      [200, page('y', undefined)],
    ];
    const { out } = await inProcess(AWAY, 'matrix', '--format', 'csv', '--url', address);
    expect(out.split('\n').map((line) => line.slice(0, 6))).toEqual(['team,f', 't,x, [', 't,y, [', '']);
    expect(out).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it.each([
    [200, { rows: [] }, 'This version of the command cannot read its answer'],
    [401, {}, 'the token is not the one of this Shipshape'],
    [404, {}, 'there is no API here'],
    [500, { code: 'INTERNAL', detail: 'Something went wrong.' }, 'answers 500: Something went wrong.'],
  ])('is told when it answers %i %j', async (status, body, why) => {
    for (const words of [['matrix'], ['grade', 'sort']]) {
      answers = [[status, body]];
      const ended = await inProcess(AWAY, ...words, '--url', address);
      expect(ended).toEqual({ status: 2, out: '', err: expect.stringContaining(why) });
    }
  });

  it.each([
    ['matrix', []],
    ['grade', ['sort']],
    ['star', ['sort', 'docs', '--as', 'ada']],
  ])('is told by %s when nothing answers', async (command, words) => {
    const ended = await inProcess(AWAY, command, ...words, '--url', 'http://127.0.0.1:1');
    expect(ended).toEqual({ status: 2, out: '', err: expect.stringContaining('nothing answers there') });
  });
});
