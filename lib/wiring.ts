/**
 * The one table of what runs: each function, what it reacts to, and what it may read and write. The CDK stacks and
 * the one-machine host are both built from it, so what runs on one machine is what is deployed.
 */
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../events/contract.ts';
import { SENDERS, type Sender } from '../functions/domain/senders.ts';

/** What a rule matches: lists of exact values, the only operator that both hosts know. */
export interface Pattern {
  readonly source: readonly string[];
  readonly 'detail-type'?: readonly string[];
  readonly detail?: { readonly entity: readonly string[] };
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

export interface Schedule {
  readonly name: string;
  /** How often, in minutes. */
  readonly everyMinutes: number;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** An HTTP API path: `/releases/{release}`. */
  readonly path: string;
  /** Whether its function answers only those who prove that they hold one of its secrets; all others are for everyone, and only read. */
  readonly isPrivate?: boolean;
  /** Requests that are let through on AWS: each second, and at once. @default few of a `POST`, each of which can be much work */
  readonly throttle?: { readonly perSecond: number; readonly atOnce: number };
}

/** What a function must know and nobody may read: tokens of our API and of GitHub's, and what deliveries are verified by. */
export type SecretName = 'api-token' | 'github-api' | `webhook-${Sender}`;

const WEBHOOKS: readonly SecretName[] = SENDERS.map((sender) => `webhook-${sender}` as const);

/** The DynamoDB calls a function makes on the table; it is granted exactly these. */
export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem';

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
}

/** The kinds of entity that verdicts depend on. */
const JUDGED_FROM = ['release', 'project', 'feature', 'flag'] as const;

export const functions: readonly FunctionWiring[] = [
  {
    name: 'ingest',
    does: 'Verifies what other tools deliver, and puts the facts that come of it on the bus.',
    entry: 'functions/ingest/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 15,
    routes: [
      {
        method: 'POST',
        path: '/webhooks/{source}',
        isPrivate: true,
        // Senders come in bursts (a release, a merge queue), and GitHub does not come again when it is refused.
        throttle: { perSecond: 50, atOnce: 200 },
      },
    ],
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: FACT_SOURCE,
    secrets: WEBHOOKS,
  },
  {
    name: 'attribute',
    does: 'Attributes what waited for a mapping, when there is one.',
    entry: 'functions/ingest/waiting/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    subscriptions: [
      {
        name: 'mapped',
        pattern: { source: [ANNOUNCEMENT_SOURCE], 'detail-type': ['SourceMapped'] },
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 2,
      },
    ],
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    indexes: false,
    publishes: FACT_SOURCE,
  },
  {
    name: 'reconcile',
    does: 'Looks at GitHub for what webhooks missed, and asks for failed deliveries again.',
    entry: 'functions/ingest/reconcile/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 600,
    schedules: [{ name: 'hourly', everyMinutes: 60 }],
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: FACT_SOURCE,
    secrets: ['github-api'],
  },
  {
    name: 'record',
    does: 'Appends every fact to its ledgers, folds them, and announces what changed.',
    entry: 'functions/record/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 30,
    subscriptions: [
      {
        name: 'facts',
        pattern: { source: [FACT_SOURCE] },
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 20,
      },
    ],
    table: ['Query', 'PutItem', 'UpdateItem'],
    indexes: false,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'check',
    does: 'Judges every active project of a release, team by team, and again when a late fact touches it.',
    entry: 'functions/check/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [
      {
        name: 'advanced',
        pattern: {
          source: [ANNOUNCEMENT_SOURCE],
          'detail-type': ['LedgerAdvanced'],
          detail: { entity: JUDGED_FROM },
        },
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 20,
      },
      {
        name: 'requested',
        pattern: { source: [ANNOUNCEMENT_SOURCE], 'detail-type': ['CheckRequested'] },
        batchSize: 1,
        batchWindowSeconds: 0,
        attempts: 5,
        concurrency: 20,
      },
    ],
    table: ['BatchGetItem', 'Query', 'UpdateItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'grade',
    does: 'Grades features when stars, recorded facts or the rubric change, and when time runs out.',
    entry: 'functions/grade/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [
      {
        name: 'grades',
        pattern: { source: [ANNOUNCEMENT_SOURCE], 'detail-type': ['GradeRequested'] },
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 20,
      },
    ],
    table: ['BatchGetItem', 'Query', 'UpdateItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'clock',
    does: 'Finds what became due: early warnings before a cut, exemptions that ended, releases to judge again.',
    entry: 'functions/clock/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 300,
    schedules: [{ name: 'hourly', everyMinutes: 60 }],
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'web',
    does: 'Shows releases and verdicts as pages and JSON; takes facts and gives the catalog to who holds the token.',
    entry: 'functions/web/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 15,
    routes: [
      { method: 'GET', path: '/' },
      { method: 'GET', path: '/releases/{release}' },
      { method: 'GET', path: '/deliveries' },
      { method: 'GET', path: '/quarantine' },
      { method: 'GET', path: '/api/releases' },
      { method: 'GET', path: '/api/releases/{release}' },
      { method: 'POST', path: '/api/facts', isPrivate: true },
      { method: 'GET', path: '/api/catalog/{section}', isPrivate: true },
      { method: 'GET', path: '/api/grades/{feature}', isPrivate: true },
      { method: 'GET', path: '/api/matrix', isPrivate: true },
    ],
    table: ['BatchGetItem', 'Query'],
    indexes: true,
    publishes: FACT_SOURCE,
    secrets: ['api-token'],
  },
];
