/** `GET /health`: whether the process and its store work, and what waits in queues. Public, so it holds no secrets. */
import type { Store } from '../../functions/kernel/store/store.ts';
import { version } from '../version.ts';
import type { Served } from './api-gateway.ts';
import type { Durability } from './durability.ts';
import type { Inbox } from './inbox.ts';
import { reasonOf } from './log.ts';
import type { Time } from './time.ts';

interface HealthSurroundings {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly durability: Durability | undefined;
  readonly time: Time;
  /** Why the queues cannot reach or write the store, while they cannot. */
  readonly outage: () => string | undefined;
}

/** Any key will do: only whether the store answers matters. */
const ANY_KEY = { pk: 'HEALTH', sk: 'HEALTH' };
const UNHEALTHY_RETRY_SECONDS = 10;

/** The one route that is not a function's. */
export function healthRoute(around: HealthSurroundings): Served {
  const began = around.time.elapsed();
  const invoke = async () => {
    const process = { version, uptimeSeconds: Math.round((around.time.elapsed() - began) / 1000) };
    try {
      around.durability?.check();
      await around.store.get([ANY_KEY]);
      const outage = around.outage();
      if (outage !== undefined) return failing(process, outage);
      return answer(200, { status: 'ok', process, store: { status: 'ok' }, ...inboxOf(around) });
    } catch (error) {
      return failing(process, reasonOf(error));
    }
  };
  return { route: { method: 'GET', path: '/health' }, invoke };
}

const failing = (process: object, because: string) =>
  answer(503, { status: 'failing', process, store: { status: 'failing', because } });

function inboxOf({ inbox, time }: HealthSurroundings) {
  const now = time.now();
  const queues = Object.fromEntries(
    inbox.depths().map(({ queue, depth, oldest }) => [
      queue,
      // The clock may have been set back since the oldest message arrived.
      { depth, oldestWaitingSeconds: Math.max(0, Math.round((now - oldest) / 1000)) },
    ]),
  );
  return { queues, deadLetters: inbox.countDead() };
}

const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(statusCode === 503 ? { 'Retry-After': `${UNHEALTHY_RETRY_SECONDS}` } : {}),
  },
  body: JSON.stringify(body),
});
