/** A host whose only function is the test's own. */
import type { SQSEvent } from 'aws-lambda';
import { type Host, type HostOptions, startHost } from '../../../lib/local/host.ts';
import type { Handler } from '../../../lib/local/local-function.ts';
import type { FunctionWiring, Subscription } from '../../../lib/wiring-shape.ts';

export const facts: Subscription = {
  name: 'facts',
  pattern: { source: ['shipshape'] },
  batchSize: 10,
  batchWindowSeconds: 0,
  attempts: 3,
  concurrency: 1,
};

export const wiring = (more: Partial<FunctionWiring> = {}): FunctionWiring => ({
  name: 'stub',
  does: 'Stands in for a function.',
  entry: 'none',
  memoryMegabytes: 128,
  timeoutSeconds: 5,
  table: [],
  ...more,
});

const running: Host[] = [];

/** Starts a host in memory, unless told otherwise; `stopHosts` stops it. */
export async function hostOf(
  stub: FunctionWiring,
  handler: Handler,
  options: HostOptions = {},
): Promise<Host> {
  const host = await startHost({
    functions: [stub],
    handlers: () => handler,
    log: () => {},
    environment: {},
    ...options,
  });
  running.push(host);
  return host;
}

export async function stopHosts(): Promise<void> {
  await Promise.all(running.splice(0).map((host) => host.stop()));
}

export const fact = (id: string, detail: Record<string, unknown> = {}) => ({
  source: 'shipshape',
  'detail-type': 'TeamRegistered',
  detail: { id, ...detail },
});

/** The records of a queue's event, which a stub is handed as unknown. */
export function recordsOf(event: unknown): SQSEvent['Records'] {
  const isQueueEvent = (value: unknown): value is SQSEvent =>
    typeof value === 'object' && value !== null && 'Records' in value;
  if (!isQueueEvent(event)) throw new TypeError('This is not the event of a queue.');
  return event.Records;
}

export const idOf = ({ body }: { readonly body: string }): string => JSON.parse(body).detail.id;

/** Something that a test waits for. */
export function signal() {
  const { promise: happened, resolve: tell } = Promise.withResolvers<void>();
  return { happened, tell };
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
