/** The shape of the wiring: only what both hosts can do. */
import type { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../events/contract.ts';
import type { Sender } from '../functions/webhooks/model/normalized-event.ts';

/** What a rule matches: lists of exact values, the only operator that both hosts support. */
export interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type'?: readonly string[];
}

/** Rule -> queue -> function. A message that fails `attempts` times goes to the queue's dead-letter queue. */
export interface Subscription {
  readonly name: string;
  readonly pattern: Pattern;
  /** Messages in one batch; each succeeds or fails by itself. */
  readonly batchSize: number;
  /** How long a batch may wait to fill, where small batches cost money; one machine never waits. */
  readonly batchWindowSeconds: number;
  /** Deliveries of one message before it is dead. */
  readonly attempts: number;
  /** Function instances that work on this queue at once. */
  readonly concurrency: number;
}

interface NamedSchedule {
  readonly name: string;
  /** The event of the function. @default the one that EventBridge Scheduler sends by itself */
  readonly input?: Readonly<Record<string, string>>;
}

/** Fires at the start, and then repeatedly. */
export interface IntervalSchedule extends NamedSchedule {
  readonly everyMinutes: number;
}

/** A time of day by the wall clock: every day, unless it says which. */
export interface WallClock {
  readonly hour: number;
  readonly minute: number;
  /** 1 is Monday, 7 is Sunday. No schedule has both this and `day`. */
  readonly weekDay?: number;
  /** Of the month; months without it are skipped. */
  readonly day?: number;
  /** 1 is January. @default every month */
  readonly months?: readonly number[];
}

/** Fires by the wall clock of a time zone. A run that is missed while nothing runs is not made up for. */
export interface WallClockSchedule extends NamedSchedule {
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
   * Whether its function answers only callers that prove they hold one of its secrets, or a link signed with one. All
   * other routes are public, and only read.
   */
  readonly isPrivate?: boolean;
  /** @default that of {@link throttleOf} */
  readonly throttle?: RouteThrottle;
}

/** For all callers together: requests a second, and how many may come at once. Others are asked to retry. */
export interface RouteThrottle {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** Enough for one team's pages, and a limit on what a flood costs. */
export const READING_THROTTLE: RouteThrottle = { perSecond: 50, atOnce: 100 };
/** For each route that accepts facts: one request can hold 2,000 of them. */
const WRITING_THROTTLE: RouteThrottle = { perSecond: 5, atOnce: 10 };

/** The limit of a route, on either host. */
export const throttleOf = ({ method, throttle }: Route): RouteThrottle =>
  throttle ?? (method === 'POST' ? WRITING_THROTTLE : READING_THROTTLE);

/**
 * Secrets: the tokens of our API and of GitHub's, the keys that verify deliveries, the addresses of channels, the key that
 * signs links, the keys of sessions, and what Shipshape proves itself with at the provider that people sign in at.
 */
export type SecretName = OwnSecret | `webhook-${Sender}`;
type OwnSecret = 'api-token' | 'github-api' | 'channels' | 'links' | 'sessions' | 'oidc-client';

/** Something for every secret; those of webhooks are alike. */
export const forSecrets = <Value>(
  own: Readonly<Record<OwnSecret, Value>>,
  webhook: (sender: Sender) => Value,
): Readonly<Record<SecretName, Value>> => ({
  ...own,
  'webhook-github': webhook('github'),
  'webhook-gitlab': webhook('gitlab'),
  'webhook-forgejo': webhook('forgejo'),
  'webhook-gitea': webhook('gitea'),
  'webhook-launchdarkly': webhook('launchdarkly'),
  'webhook-unleash': webhook('unleash'),
  'webhook-posthog': webhook('posthog'),
  'webhook-configcat': webhook('configcat'),
  'webhook-standard': webhook('standard'),
});

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
  /** What the partition keys begin with that it may write. @default all */
  readonly writesTo?: readonly string[];
  /** Whether it also queries the table's indexes. */
  readonly indexes?: boolean;
  /** The `source` it may put on the bus. */
  readonly publishes?: typeof FACT_SOURCE | typeof ANNOUNCEMENT_SOURCE;
  /** The secrets it may read; no other function can. */
  readonly secrets?: readonly SecretName[];
  /** Whether it writes metrics into its log, for alarms. */
  readonly counts?: boolean;
  /** Whether it sends e-mail. */
  readonly sendsMail?: boolean;
  /** Whether it links to pages, and so needs their address. */
  readonly linksToPages?: boolean;
  /** Whether people sign in there, and so whether it needs to know at which provider. */
  readonly signsIn?: boolean;
}
