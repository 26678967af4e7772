/** Which requests are let in, decided from what is known before their bodies are read: so memory stays flat, whatever comes. */
import { UnavailableError } from '../../functions/kernel/http/answers.ts';
import { type Route, throttleOf } from '../wiring.ts';
import type { Time } from './time.ts';

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
  readonly #secondsToWait: (route: Route) => number;
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
    this.#secondsToWait = throttle(time);
    this.#turns = new Turns(time);
    this.#time = time;
    this.#longestWrite = longestWrite;
    this.#countWaiting = countWaiting;
  }

  /**
   * @param bytes that its body may have
   * @returns why the request is not let in; undefined where it is, until {@link leave}
   */
  enter(route: Route, bytes: number): UnavailableError | undefined {
    if (this.#isCrowded(bytes)) return new UnavailableError('TOO_MANY_REQUESTS', BUSY, BUSY_SECONDS);
    const wait = this.#secondsToWait(route);
    if (wait > 0) return new UnavailableError('TOO_MANY_REQUESTS', BUSY, wait);
    if (route.method === 'POST' && this.#hasTooMuchToDo())
      return new UnavailableError('TOO_MUCH_TO_DO', FULL, WAITING_SECONDS);
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

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * Limits of routes, as API Gateway holds to them: a bucket of tokens that fills at a steady rate.
 * @returns gives the seconds after which to come again; 0 where the request may go on
 */
export function throttle(time: Time): (route: Route) => number {
  const buckets = new Map<Route, Bucket>();
  return (route) => {
    const { perSecond, atOnce } = throttleOf(route);
    const now = time.elapsed();
    const bucket = buckets.get(route) ?? { tokens: atOnce, filledAt: now };
    buckets.set(route, bucket);
    bucket.tokens = Math.min(atOnce, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  };
}

/** Between two looks at what has come: some milliseconds of work. */
const TOGETHER = 4;

interface Waiting {
  readonly since: number;
  readonly go: () => void;
}

/**
 * Requests take turns: between two of them the loop reads what has come meanwhile, so that what is too much is told so at
 * once, and does not wait unseen in a socket until the thread gets round to it.
 */
class Turns {
  readonly #time: Time;
  readonly #waiting: Waiting[] = [];
  #armed = 0;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Resolves when it is this request's turn; first come, first served. */
  next(): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ since: this.#time.elapsed(), go });
      this.#arm();
    });
  }

  /** How long the one that has waited longest has, in milliseconds. */
  get longestWait(): number {
    const [first] = this.#waiting;
    return first === undefined ? 0 : this.#time.elapsed() - first.since;
  }

  #arm(): void {
    while (this.#armed < Math.min(TOGETHER, this.#waiting.length)) {
      this.#armed += 1;
      setImmediate(() => {
        this.#armed -= 1;
        this.#waiting.shift()?.go();
        this.#arm();
      });
    }
  }
}
