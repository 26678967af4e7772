/** Decides which requests are admitted before their bodies are read, so that memory stays flat under any load. */
import { UnavailableError } from '../../functions/kernel/http/answers.ts';
import { type Route, throttleOf } from '../wiring-shape.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Inbox } from './inbox.ts';
import type { Time } from './time.ts';

/** Requests answered at once: a burst of small ones. */
const MAX_IN_FLIGHT = 512;
/** What the bodies of these requests may have together, by their announced sizes. */
const MAX_BYTES_IN_FLIGHT = 64 * 1024 * 1024;
/** When a request has waited so long for its turn or its write, new ones would wait even longer. */
const MAX_WAIT_MS = 500;
/** Waiting messages: so many take some minutes to process. */
const MAX_WAITING = 100_000;
/** How often they are counted, rather than for each request. */
const COUNT_EVERY_MS = 1000;
const BUSY_SECONDS = 1;
const WAITING_SECONDS = 60;

export class Admission {
  readonly #secondsToWait: (route: Route) => number;
  readonly #turns: Turns;
  readonly #time: Time;
  readonly #group: Pick<GroupCommit, 'longestWait'>;
  readonly #inbox: Pick<Inbox, 'count'>;
  #inFlight = 0;
  #bytesInFlight = 0;
  #isFull = false;
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(time: Time, group: Pick<GroupCommit, 'longestWait'>, inbox: Pick<Inbox, 'count'>) {
    this.#secondsToWait = throttle(time);
    this.#turns = new Turns(time);
    this.#time = time;
    this.#group = group;
    this.#inbox = inbox;
  }

  /**
   * @param bytes the most that its body can have
   * @returns why the request is refused; undefined when it is admitted, until {@link leave}
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

  /** Resolves when an admitted request may start its work. */
  turn(): Promise<void> {
    return this.#turns.next();
  }

  #isCrowded(bytes: number): boolean {
    return (
      this.#inFlight >= MAX_IN_FLIGHT ||
      this.#bytesInFlight + bytes > MAX_BYTES_IN_FLIGHT ||
      Math.max(this.#turns.longestWait, this.#group.longestWait) > MAX_WAIT_MS
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
      this.#isFull = this.#inbox.count(MAX_WAITING + 1) > MAX_WAITING;
    }
    return this.#isFull;
  }
}

const BUSY = 'There are too many requests: send this one again after the time in Retry-After.';
const FULL =
  'Too many earlier requests are still being processed: send this one again after the time in Retry-After.';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * The limits of routes as API Gateway applies them: a token bucket that fills at a steady rate.
 * @returns the seconds after which to retry; 0 when the request may go on
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

/** Requests that start between two reads of the sockets: some milliseconds of work. */
const TOGETHER = 4;

interface Waiting {
  readonly since: number;
  readonly go: () => void;
}

/**
 * Requests take turns: in between, the event loop reads the sockets, so that requests beyond the limit are refused at
 * once instead of waiting unseen in a socket.
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

  /** How long the oldest request has waited, in milliseconds. */
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
