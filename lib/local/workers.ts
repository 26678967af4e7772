/** The functions of the wiring at work: each connected to the queues, the routes and the schedules it reacts to. */
import type { FunctionWiring } from '../wiring.ts';
import type { Bus } from './bus.ts';
import { type ClockSurroundings, startClock } from './clock.ts';
import type { Handler } from './load-bundle.ts';
import { LocalFunction } from './local-function.ts';
import { Queue, type QueueSurroundings } from './queue.ts';
import type { Served } from './routes.ts';
import type { Cancel } from './time.ts';

export interface Workers {
  readonly queues: readonly Queue[];
  readonly routes: readonly Served[];
  /** @returns what stops the clock */
  startClock(): Cancel;
}

/**
 * Starts every function once, and subscribes their queues to the bus.
 * @param start starts an instance of a function
 * @throws what a function throws that cannot start
 */
export function startWorkers(
  functions: readonly FunctionWiring[],
  start: (wiring: FunctionWiring) => Handler,
  bus: Bus,
  surroundings: QueueSurroundings & ClockSurroundings,
): Workers {
  const workers = functions.map((wiring) => {
    const worker = new LocalFunction(wiring, () => start(wiring), surroundings.time);
    worker.warm();
    return { wiring, invoke: (event: unknown) => worker.invoke(event) };
  });
  const queues = workers.flatMap(({ wiring: { subscriptions = [] }, invoke }) =>
    subscriptions.map((subscription) => {
      const queue = new Queue(subscription, invoke, surroundings);
      bus.subscribe({ pattern: subscription.pattern, send: (body) => queue.send(body) });
      return queue;
    }),
  );
  const scheduled = workers.flatMap(({ wiring: { schedules = [] }, invoke }) =>
    schedules.map((schedule) => ({ schedule, invoke })),
  );
  const routes = workers.flatMap(({ wiring, invoke }) =>
    (wiring.routes ?? []).map((route) => ({ route, invoke })),
  );
  return { queues, routes, startClock: () => startClock(scheduled, surroundings) };
}
