/**
 * The one table of functions: what each reacts to, and what it may read and write. The CDK stacks and the one-machine
 * host are both built from it, so what runs on one machine is what is deployed.
 */

import {
  CheckRequested,
  DerivationRequested,
  GradeRequested,
  SourceMapped,
} from '../events/announcements/requests.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../events/contract.ts';
import { ChannelTestRequested, MessageRetried } from '../events/facts/channel.ts';
import { notices } from '../events/notices.ts';
import { announced, stated } from '../functions/kernel/bus/bus.ts';
import { SIGN_IN_PARTITIONS } from '../functions/kernel/store/keys.ts';
import { SENDERS } from '../functions/webhooks/model/normalized-event.ts';
import { digestSchedules, digestZones } from './settings.ts';
import type { FunctionWiring, Pattern, SecretName, Subscription } from './wiring-shape.ts';

const WEBHOOKS: readonly SecretName[] = SENDERS.map((sender) => `webhook-${sender}` as const);

/** @param concurrency less where a function calls other services */
const inBatches = (name: string, pattern: Pattern, concurrency = 20): Subscription => ({
  name,
  pattern,
  batchSize: 10,
  batchWindowSeconds: 2,
  attempts: 5,
  concurrency,
});

/** Readers of all pages together. */
const PAGES = { perSecond: 200, atOnce: 400 };

const web: FunctionWiring = {
  name: 'web',
  does: 'Shows releases, verdicts and digests as pages and JSON; takes facts and gives the catalog to holders of the token.',
  entry: 'functions/site/web/handler.ts',
  memoryMegabytes: 512,
  timeoutSeconds: 15,
  // The function knows its addresses: a route for each would be a permission for each.
  routes: [
    { method: 'GET', path: '/', throttle: PAGES },
    { method: 'GET', path: '/{path+}', throttle: PAGES },
    // Links in messages lead to a page whose button posts, so programs that prefetch links change nothing. They have routes
    // of their own, because no log shows the parameters of a route.
    { method: 'GET', path: '/confirm/{token}', isPrivate: true },
    { method: 'POST', path: '/confirm/{token}', isPrivate: true },
    { method: 'GET', path: '/sign-in/link/{token}', isPrivate: true },
    { method: 'POST', path: '/sign-in/link/{token}', isPrivate: true },
    { method: 'POST', path: '/{path+}', isPrivate: true, throttle: { perSecond: 20, atOnce: 40 } },
  ],
  table: ['BatchGetItem', 'Query', 'PutItem'],
  // Personal tokens, sessions that were ended, and links that were used.
  writesTo: SIGN_IN_PARTITIONS,
  indexes: true,
  publishes: FACT_SOURCE,
  secrets: ['api-token', 'links', 'sessions', 'oidc-client'],
  linksToPages: true,
  signsIn: true,
};

const others: readonly FunctionWiring[] = [
  {
    name: 'ingest',
    does: 'Verifies what other tools deliver, and publishes the facts that result.',
    entry: 'functions/webhooks/ingest/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 15,
    routes: [
      {
        method: 'POST',
        path: '/webhooks/{source}',
        isPrivate: true,
        // Deliveries come in bursts (a release, a merge queue), and GitHub does not retry one that is refused.
        throttle: { perSecond: 250, atOnce: 500 },
      },
    ],
    counts: true,
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: FACT_SOURCE,
    secrets: WEBHOOKS,
  },
  {
    name: 'attribute',
    does: 'Attributes what waited for a mapping, when there is one.',
    entry: 'functions/webhooks/attribute/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    subscriptions: [inBatches('mapped', announced(SourceMapped), 2)],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    // What is said of a change later is compared with what all projects have of it.
    indexes: true,
    publishes: FACT_SOURCE,
  },
  {
    name: 'reconcile',
    does: 'Looks at GitHub for what webhooks missed, and asks for failed deliveries again.',
    entry: 'functions/webhooks/reconcile/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 600,
    schedules: [{ name: 'hourly', everyMinutes: 60 }],
    counts: true,
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: FACT_SOURCE,
    secrets: ['github-api'],
  },
  {
    name: 'record',
    does: 'Appends every fact to its ledgers, folds them, and announces what changed.',
    entry: 'functions/catalog/record/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 30,
    subscriptions: [inBatches('facts', { source: [FACT_SOURCE] })],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'check',
    does: 'Judges every active project of a release, team by team, and again when something it was judged by changes.',
    entry: 'functions/verdicts/check/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [
      inBatches('derivations', announced(DerivationRequested)),
      { ...inBatches('requested', announced(CheckRequested)), batchSize: 1, batchWindowSeconds: 0 },
    ],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'grade',
    does: 'Grades features when stars, recorded facts or the rubric change, and when time runs out.',
    entry: 'functions/grades/grade/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [inBatches('grades', announced(GradeRequested))],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'clock',
    does: 'Finds what has become due: early warnings before a cut, exemptions that ended, releases to judge again.',
    entry: 'functions/clock/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 300,
    schedules: [{ name: 'hourly', everyMinutes: 60 }],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'notify',
    does: 'Notifies people through their channels, once for each announcement that concerns them.',
    entry: 'functions/notifications/notify/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    subscriptions: [
      inBatches('told', announced(...notices), 2),
      inBatches('asked', stated(ChannelTestRequested, MessageRetried), 2),
    ],
    // Messages that wait: for the time that a receiver named, for a lost lease to end, for a snooze to end.
    schedules: [{ name: 'due', everyMinutes: 5, input: { schedule: 'due' } }],
    counts: true,
    table: ['BatchGetItem', 'PutItem'],
    indexes: true,
    secrets: ['channels', 'github-api', 'links'],
    sendsMail: true,
    linksToPages: true,
  },
  web,
];

const digest = (zones: readonly string[]): FunctionWiring => ({
  name: 'digest',
  does: 'Makes the digests of the weeks, months and quarters that have ended, each once, and announces them.',
  entry: 'functions/digests/digest/handler.ts',
  memoryMegabytes: 1024,
  timeoutSeconds: 900,
  schedules: [
    // Makes what is missing after an outage, and for teams in zones without schedules of their own.
    { name: 'hourly', everyMinutes: 60, input: { schedule: 'hourly' } },
    ...digestSchedules(zones),
  ],
  table: ['BatchGetItem', 'Query', 'PutItem'],
  indexes: true,
  publishes: ANNOUNCEMENT_SOURCE,
});

/** All functions. @param zones of `digestZones`; only the schedules of digests depend on them */
export const functionsFor = (zones: readonly string[]): readonly FunctionWiring[] => [
  ...others,
  digest(zones),
];

/** All functions, with the default zone. */
export const functions = functionsFor(digestZones());
