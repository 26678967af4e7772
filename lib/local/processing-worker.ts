/** The thread of the queues and schedules. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Log } from './log.ts';
import { startProcessing } from './processing.ts';
import type { FromProcessing, ProcessingTask, ToProcessing } from './processing-thread.ts';
import { hostSecrets } from './secrets.ts';
import { openForProcessing } from './storage.ts';
import { systemTime } from './time.ts';

/** A safeguard: a wake should only be lost with the thread itself. */
const POLL_EVERY_MS = 1000;

const say = (message: FromProcessing) => parentPort?.postMessage(message);
const log: Log = (...line) => say({ kind: 'log', line });

async function run({ data, environment, functions, address, woken }: ProcessingTask): Promise<void> {
  const store = openForProcessing(data);
  const secrets = hostSecrets(data, environment, log);
  const host = { own: environment, data, secrets, address: () => address };
  const settings = { functions, handlers: undefined, time: systemTime, random: Math.random, log };
  const processing = await startProcessing(settings, host, store);
  let said: string | undefined;
  const polling = setInterval(() => {
    processing.wake();
    const reason = processing.outage();
    if (reason !== said) say({ kind: 'outage', reason });
    said = reason;
  }, POLL_EVERY_MS);

  async function stop(timeoutMs: number): Promise<void> {
    clearInterval(polling);
    const inTime = await processing.stop(timeoutMs);
    store.close();
    say({ kind: 'stopped', inTime });
    parentPort?.close();
  }

  parentPort?.on('message', (message: ToProcessing) => {
    if (message.kind === 'wake') {
      Atomics.store(woken, 0, 0);
      processing.wake();
    } else if (message.kind === 'clock') processing.startClock();
    else if (message.kind === 'stop') stop(message.timeoutMs);
    else processing.whenIdle().then(() => say({ kind: 'idle', question: message.question }));
  });
  await processing.warm();
}

await run(workerData);
