/** What can be said of a function in the wiring: no more than both hosts can do. */
import type { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../events/contract.ts';
import type { Sender } from '../functions/webhooks/model/senders.ts';

/** What a rule matches: lists of exact values, the only operator that both hosts know. */
export interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type'?: readonly string[];
}

/** Rule -> queue -> function. A message that fails `attempts` times goes to the queue's dead-letter queue. */
export interface Subscription {
  readonly name: string;
  readonly pattern: Pattern;
  /** Messages handed over at once; each is answered for by itself. */
  readonly batchSize: number;
  /** How long a batch may wait to fill, where it costs money to hand over few; one machine never waits. */
  readonly batchWindowSeconds: number;
  /** Deliveries of one message before it is dead. */
  readonly attempts: number;
  /** Function instances that work on this queue at once. */
  readonly concurrency: number;
}

interface Waking {
  readonly name: string;
  /** What the function is handed; without it, what EventBridge Scheduler sends by itself. */
  readonly input?: Readonly<Record<string, string>>;
}

/** Fires at the start, and then again and again. */
export interface IntervalSchedule extends Waking {
  /** How often, in minutes. */
  readonly everyMinutes: number;
}

/** When the clock on the wall fires: each day, unless it says which. */
export interface WallClock {
  readonly hour: number;
  readonly minute: number;
  /** 1 is Monday, 7 is Sunday. No schedule has both this and `day`. */
  readonly weekDay?: number;
  /** Of the month; a month that lacks it is left out. */
  readonly day?: number;
  /** 1 is January. @default every month */
  readonly months?: readonly number[];
}

/** Fires by the clock on the wall of a place. What it misses while nothing runs, it does not fire later. */
export interface WallClockSchedule extends Waking {
  readonly cron: WallClock;
  /** IANA. */
  readonly timeZone: string;
}

export type Schedule = IntervalSchedule | WallClockSchedule;

export interface Route {
  readonly method: 'GET' | 'POST';
  /** An HTTP API path: `/releases/{release}`. */
  readonly path: string;
  /**
   * Whether its function answers only those who prove that they hold one of its secrets, or a link that was signed with
   * one; all others are for everyone, and only read.
   */
  readonly isPrivate?: boolean;
  /** Requests that are let through. @default those of {@link throttleOf} */
  readonly throttle?: RouteThrottle;
}

/** Of all callers together: requests each second, and how many may come at once. What is more is told to come again. */
export interface RouteThrottle {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** What one team's pages need, and what a flood costs. */
export const READING_THROTTLE: RouteThrottle = { perSecond: 50, atOnce: 100 };
/** Of each route that takes something in: a request of it can hold 2,000 facts, each of which is work. */
const TAKING_THROTTLE: RouteThrottle = { perSecond: 5, atOnce: 10 };

/** What is let through to a route, on either host. */
export const throttleOf = ({ method, throttle }: Route): RouteThrottle =>
  throttle ?? (method === 'POST' ? TAKING_THROTTLE : READING_THROTTLE);

/**
 * What a function must know and nobody may read: tokens of our API and of GitHub's, what deliveries are verified by, where
 * channels lead, and what links are signed with.
 */
export type SecretName = 'api-token' | 'github-api' | 'channels' | 'links' | `webhook-${Sender}`;

/** The DynamoDB calls behind `get`, `query`, `put` and `remove` of the store; a function is granted exactly those it makes. */
export type TableAction = 'BatchGetItem' | 'Query' | 'PutItem' | 'DeleteItem';

export interface FunctionWiring {
  readonly name: string;
  /** One sentence, shown in the console. */
  readonly does: string;
  /** The file whose export `handler` runs. */
  readonly entry: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly subscriptions?: readonly Subscription[];
  readonly schedules?: readonly Schedule[];
  readonly routes?: readonly Route[];
  readonly table: readonly TableAction[];
  /** Whether it also queries the table's indexes. */
  readonly indexes: boolean;
  /** The `source` it may put on the bus. */
  readonly publishes?: typeof FACT_SOURCE | typeof ANNOUNCEMENT_SOURCE;
  /** The secrets it may read; no other function can. */
  readonly secrets?: readonly SecretName[];
  /** Whether it counts what alarms look at, in lines of its log. */
  readonly counts?: boolean;
  /** Whether it sends e-mail. */
  readonly sendsMail?: boolean;
  /** Whether it tells people where pages are, and so must know the address they begin with. */
  readonly linksToPages?: boolean;
}
