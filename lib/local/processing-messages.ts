/** What the two threads of a host say to each other. */
import type { FunctionWiring } from '../wiring.ts';
import type { Log } from './log.ts';

/** What the thread is started with. */
export interface ProcessingTask {
  readonly data: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly functions: readonly FunctionWiring[];
  /** Of the HTTP API. */
  readonly address: string;
  /** 1 while the thread was woken and has not looked yet: once is enough. */
  readonly woken: Int32Array<SharedArrayBuffer>;
}

export type ToProcessing =
  | { readonly kind: 'wake' }
  | { readonly kind: 'clock' }
  /** Answered with the same number, once nothing is left to do. */
  | { readonly kind: 'idle'; readonly question: number }
  | { readonly kind: 'stop'; readonly patienceMs: number };

export type FromProcessing =
  | { readonly kind: 'started' }
  | { readonly kind: 'idle'; readonly question: number }
  | { readonly kind: 'stopped'; readonly inTime: boolean }
  | { readonly kind: 'log'; readonly line: Parameters<Log> };
