/** Which requests are let in, decided from what is known before their bodies are read: so memory stays flat, whatever comes. */
import type { Route } from '../wiring.ts';
import { failure, type HttpAnswer } from './http-answer.ts';
import { type Throttle, throttle } from './throttle.ts';
import type { Time } from './time.ts';
import { Turns } from './turns.ts';

/** Requests that are being answered at once: a burst of small ones. */
const MAX_IN_FLIGHT = 512;
/** What their bodies may hold together, by what they say before they are read. */
const MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024;
/** When somebody has waited so long for their turn, or to write, whoever comes now would wait longer. */
const MAX_WAIT_MS = 500;
/** Messages that wait for their function: so many take some minutes. */
const MAX_WAITING = 100_000;
/** Counting them is not done for each request. */
const COUNT_EVERY_MS = 1000;
const BUSY_SECONDS = 1;
const WAITING_SECONDS = 60;

export class Admission {
  readonly #throttle: Throttle;
  readonly #turns: Turns;
  readonly #time: Time;
  readonly #longestWrite: () => number;
  readonly #countWaiting: (most: number) => number;
  #inFlight = 0;
  #bytesInFlight = 0;
  #isFull = false;
  #countedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param longestWrite how long a write has waited, in milliseconds
   * @param countWaiting counts the messages that wait, no further than it is told
   */
  constructor(time: Time, longestWrite: () => number, countWaiting: (most: number) => number) {
    this.#throttle = throttle(time);
    this.#turns = new Turns(time);
    this.#time = time;
    this.#longestWrite = longestWrite;
    this.#countWaiting = countWaiting;
  }

  /**
   * @param bytes that its body may have
   * @returns why the request is not let in; undefined where it is, until {@link leave}
   */
  enter(route: Route, bytes: number): HttpAnswer | undefined {
    if (this.#isCrowded(bytes)) return later('TOO_MANY_REQUESTS', BUSY, BUSY_SECONDS);
    const wait = this.#throttle.secondsToWait(route);
    if (wait > 0) return later('TOO_MANY_REQUESTS', BUSY, wait);
    if (route.method === 'POST' && this.#hasTooMuchToDo())
      return later('TOO_MUCH_TO_DO', FULL, WAITING_SECONDS);
    this.#inFlight += 1;
    this.#bytesInFlight += bytes;
    return undefined;
  }

  /** Resolves when an admitted request may begin with its work. */
  turn(): Promise<void> {
    return this.#turns.next();
  }

  #isCrowded(bytes: number): boolean {
    return (
      this.#inFlight >= MAX_IN_FLIGHT ||
      this.#bytesInFlight + bytes > MAX_BYTES_IN_FLIGHT ||
      Math.max(this.#turns.longestWait, this.#longestWrite()) > MAX_WAIT_MS
    );
  }

  leave(bytes: number): void {
    this.#inFlight -= 1;
    this.#bytesInFlight -= bytes;
  }

  #hasTooMuchToDo(): boolean {
    const now = this.#time.elapsed();
    if (now - this.#countedAt >= COUNT_EVERY_MS) {
      this.#countedAt = now;
      this.#isFull = this.#countWaiting(MAX_WAITING + 1) > MAX_WAITING;
    }
    return this.#isFull;
  }
}

const BUSY = 'More requests come than are taken: send this one again after the time in Retry-After.';
const FULL =
  'Too much that was taken before waits to be done: send this again after the time in Retry-After.';

/** An answer for who is to come again. */
export const later = (code: string, message: string, seconds: number): HttpAnswer =>
  failure(503, code, message, { 'Retry-After': `${seconds}` });
