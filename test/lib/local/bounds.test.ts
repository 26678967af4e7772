/** What the host takes at once, and what it says to whatever is more. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Admission, throttle } from '../../../lib/local/admission.ts';
import { functions } from '../../../lib/wiring.ts';
import { type Route, throttleOf } from '../../../lib/wiring-shape.ts';
import { hostOf, settle, signal, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const post: Route = { method: 'POST', path: '/in', throttle: { perSecond: 1000, atOnce: 10_000 } };
const stub = wiring({ routes: [post] });

afterEach(stopHosts);

const MB = 1024 * 1024;

describe('the throttle of a route', () => {
  it('lets so many through at once, and so many each second after that', () => {
    const time = new VirtualTime();
    const secondsToWait = throttle(time);
    const route: Route = { ...post, throttle: { perSecond: 2, atOnce: 3 } };
    const waits = () => Array.from({ length: 4 }, () => secondsToWait(route));
    expect(waits()).toEqual([0, 0, 0, 1]);
    time.advance(1000);
    expect(waits()).toEqual([0, 0, 1, 1]);
    time.advance(60_000);
    expect(waits()).toEqual([0, 0, 0, 1]);
  });

  it('knows nothing of a clock that is set back or forth', () => {
    const time = new VirtualTime();
    const secondsToWait = throttle(time);
    const route: Route = { ...post, throttle: { perSecond: 1, atOnce: 1 } };
    expect(secondsToWait(route)).toBe(0);
    time.set('2024-08-13T01:00:00Z');
    expect(secondsToWait(route)).toBe(1);
    time.set('2024-08-12T23:00:00Z');
    time.advance(1000);
    expect(secondsToWait(route)).toBe(0);
  });

  it('is a bucket of its own for each route', () => {
    const secondsToWait = throttle(new VirtualTime());
    const [one, other] = [
      { ...post, throttle: { perSecond: 1, atOnce: 1 } },
      { ...post, path: '/other' },
    ];
    expect([one, one, other].map((route) => secondsToWait(route))).toEqual([0, 1, 0]);
  });

  it('lets 200 deliveries a second pass', () => {
    const [webhooks] = functions
      .flatMap(({ routes = [] }) => routes)
      .filter(({ path }) => path.startsWith('/webhooks/'));
    expect(webhooks && throttleOf(webhooks).perSecond).toBeGreaterThanOrEqual(200);
  });

  it('is answered with 503 and when to come again, and the function is not asked', async () => {
    let asked = 0;
    const narrow = wiring({ routes: [{ ...post, throttle: { perSecond: 1, atOnce: 2 } }] });
    const host = await hostOf(
      narrow,
      () => {
        asked += 1;
        return { statusCode: 202 };
      },
      { time: new VirtualTime() },
    );
    const ask = () => fetch(`${host.address}/in`, { method: 'POST', body: 'x' });
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 503]);
    expect(answers[2]?.headers.get('retry-after')).toBe('1');
    expect(await answers[2]?.json()).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      detail: expect.stringContaining('send this'),
    });
    expect(asked).toBe(2);
  });
});

describe('admission', () => {
  const admitting = (waiting = 0) => {
    const time = new VirtualTime();
    return {
      time,
      admission: new Admission(time, { longestWait: 0 }, { count: () => waiting }),
    };
  };

  it('ends at a number of requests in flight, and begins again when one has left', () => {
    const { admission } = admitting();
    let admitted = 0;
    while (admission.enter(post, 10) === undefined) admitted += 1;
    expect(admitted).toBe(512);
    admission.leave(10);
    expect(admission.enter(post, 10)).toBeUndefined();
  });

  it('ends at what bodies may hold together, by what they say before they are read', () => {
    const { admission } = admitting();
    let admitted = 0;
    while (admission.enter(post, MB) === undefined) admitted += 1;
    expect(admitted).toBe(64);
  });

  it('ends while somebody waits too long for their turn', async () => {
    const { admission, time } = admitting();
    expect(admission.enter(post, 1)).toBeUndefined();
    const turn = admission.turn();
    time.advance(501);
    const refused = admission.enter(post, 1);
    expect(refused).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    await turn;
    expect(admission.enter(post, 1)).toBeUndefined();
  });

  it('of what makes work ends while too much waits to be done; reading goes on', () => {
    const { admission } = admitting(100_001);
    expect(admission.enter(post, 1)?.code).toBe('TOO_MUCH_TO_DO');
    expect(admission.enter({ method: 'GET', path: '/' }, 0)).toBeUndefined();
  });
});

describe('a body', () => {
  it('is not waited for where the request is not let in', async () => {
    const goOn = signal();
    const one = wiring({ routes: [{ ...post, throttle: { perSecond: 1, atOnce: 1 } }] });
    const host = await hostOf(one, () => goOn.happened.then(() => ({ statusCode: 202 })), {
      time: new VirtualTime(),
    });
    const first = fetch(`${host.address}/in`, { method: 'POST', body: 'x' });
    await settle();
    const second = httpRequest(`${host.address}/in`, {
      method: 'POST',
      headers: { 'content-length': `${MB}` },
    });
    second.on('error', () => {});
    second.flushHeaders();
    const [answer] = await once(second, 'response');
    expect(answer.statusCode).toBe(503);
    second.destroy();
    goOn.tell();
    expect((await first).status).toBe(202);
  });
});

describe('a connection', () => {
  it.each([
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['what is no HTTP', 'nothing of the kind\r\n\r\n', 400],
  ])('with %s is told so and closed', async (_what, bytes, status) => {
    const host = await hostOf(stub, () => ({ statusCode: 202 }));
    const { hostname, port } = new URL(host.address);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});
