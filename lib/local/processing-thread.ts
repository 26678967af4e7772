/** Runs the queues and schedules on a thread of their own, and restarts it when it dies. */
import { Worker } from 'node:worker_threads';
import type { FunctionWiring } from '../wiring-shape.ts';
import { inWords, type Log } from './log.ts';
import type { ProcessingHandle } from './processing.ts';
import { type Cancel, type Time, within } from './time.ts';

export interface ProcessingTask {
  readonly data: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly functions: readonly FunctionWiring[];
  /** Of the HTTP API. */
  readonly address: string;
  /** 1 from a wake until the thread has seen it, so that only one message is sent. */
  readonly woken: Int32Array<SharedArrayBuffer>;
}

export type ToProcessing =
  | { readonly kind: 'wake' }
  | { readonly kind: 'clock' }
  /** Answered with the same number once nothing is left to do. */
  | { readonly kind: 'idle'; readonly question: number }
  | { readonly kind: 'stop'; readonly timeoutMs: number };

export type FromProcessing =
  | { readonly kind: 'idle'; readonly question: number }
  | { readonly kind: 'stopped'; readonly inTime: boolean }
  /** Said when it changes. */
  | { readonly kind: 'outage'; readonly reason: string | undefined }
  | { readonly kind: 'log'; readonly line: Parameters<Log> };

const FIRST_RESTART_MS = 500;
const MAX_RESTART_MS = 60_000;
/** A thread that ran this long is restarted without a growing pause. */
const STABLE_MS = 60_000;
/** Added to the timeout, for the thread to report that it has stopped. */
const GRACE_MS = 1000;

export class ProcessingThread implements ProcessingHandle {
  readonly #task: ProcessingTask;
  readonly #time: Time;
  readonly #log: Log;
  readonly #questions = new Map<number, () => void>();
  #worker: Worker;
  #asked = 0;
  #startedAt = 0;
  #restartMs = FIRST_RESTART_MS;
  #cancelRestart: Cancel = () => {};
  #hasClock = false;
  #outage: string | undefined;
  #isStopping = false;
  readonly #stopped = Promise.withResolvers<boolean>();

  constructor(task: Omit<ProcessingTask, 'woken'>, time: Time, log: Log) {
    this.#task = { ...task, woken: new Int32Array(new SharedArrayBuffer(4)) };
    this.#time = time;
    this.#log = log;
    this.#worker = this.#start();
  }

  wake(): void {
    if (Atomics.exchange(this.#task.woken, 0, 1) === 0) this.#say({ kind: 'wake' });
  }

  startClock(): void {
    this.#hasClock = true;
    this.#say({ kind: 'clock' });
  }

  whenIdle(): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    return new Promise((resolve) => {
      this.#questions.set(question, resolve);
      this.#say({ kind: 'idle', question });
    });
  }

  outage(): string | undefined {
    return this.#outage;
  }

  async stop(timeoutMs: number): Promise<boolean> {
    this.#isStopping = true;
    this.#cancelRestart();
    this.#say({ kind: 'stop', timeoutMs });
    const hasAnswered = await within(this.#time, timeoutMs + GRACE_MS, this.#stopped.promise);
    await this.#worker.terminate();
    return hasAnswered && this.#stopped.promise;
  }

  #say(message: ToProcessing): void {
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    this.#startedAt = this.#time.elapsed();
    const worker = new Worker(new URL('processing-worker.ts', import.meta.url), { workerData: this.#task });
    worker.on('message', (message: FromProcessing) => this.#heard(message));
    worker.on('error', (error) =>
      this.#log('ERROR', 'The thread of the queues failed.', { error: error.stack ?? inWords(error) }),
    );
    worker.on('exit', () => this.#ended());
    return worker;
  }

  #heard(message: FromProcessing): void {
    if (message.kind === 'log') this.#log(...message.line);
    if (message.kind === 'outage') this.#outage = message.reason;
    if (message.kind === 'stopped') this.#stopped.resolve(message.inTime);
    if (message.kind !== 'idle') return;
    this.#questions.get(message.question)?.();
    this.#questions.delete(message.question);
  }

  /** Messages in flight are still in the queues, and are delivered one by one, because one may be why it died. */
  #ended(): void {
    if (this.#isStopping) {
      this.#stopped.resolve(false);
      return;
    }
    this.#outage = undefined;
    if (this.#time.elapsed() - this.#startedAt > STABLE_MS) this.#restartMs = FIRST_RESTART_MS;
    this.#log('WARN', 'The thread of the queues is started again.', { afterMilliseconds: this.#restartMs });
    this.#cancelRestart = this.#time.after(this.#restartMs, () => {
      Atomics.store(this.#task.woken, 0, 0);
      this.#worker = this.#start();
      if (this.#hasClock) this.#say({ kind: 'clock' });
      for (const question of this.#questions.keys()) this.#say({ kind: 'idle', question });
    });
    this.#restartMs = Math.min(this.#restartMs * 2, MAX_RESTART_MS);
  }
}
