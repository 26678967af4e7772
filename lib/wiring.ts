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
import { notices } from '../events/notices.ts';
import { announced } from '../functions/kernel/bus/bus.ts';
import { SENDERS } from '../functions/webhooks/model/normalized-event.ts';
import { digestSchedules, digestZones } from './settings.ts';
import { web } from './web-wiring.ts';
import type { FunctionWiring, SecretName } from './wiring-shape.ts';

export type {
  FunctionWiring,
  Pattern,
  Route,
  Schedule,
  SecretName,
  Subscription,
  TableAction,
  WallClock,
} from './wiring-shape.ts';
export { throttleOf } from './wiring-shape.ts';

const WEBHOOKS: readonly SecretName[] = SENDERS.map((sender) => `webhook-${sender}` as const);

const others: readonly FunctionWiring[] = [
  {
    name: 'ingest',
    does: 'Verifies what other tools deliver, and puts the facts that come of it on the bus.',
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
    subscriptions: [
      {
        name: 'mapped',
        pattern: announced(SourceMapped),
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 2,
      },
    ],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: false,
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
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: false,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'check',
    does: 'Judges every active project of a release, team by team, and again when something it was judged by changes.',
    entry: 'functions/verdicts/check/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [
      {
        name: 'derivations',
        pattern: announced(DerivationRequested),
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 20,
      },
      {
        name: 'requested',
        pattern: announced(CheckRequested),
        batchSize: 1,
        batchWindowSeconds: 0,
        attempts: 5,
        concurrency: 20,
      },
    ],
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: false,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'grade',
    does: 'Grades features when stars, recorded facts or the rubric change, and when time runs out.',
    entry: 'functions/grades/grade/handler.ts',
    memoryMegabytes: 1024,
    timeoutSeconds: 120,
    subscriptions: [
      {
        name: 'grades',
        pattern: announced(GradeRequested),
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 20,
      },
    ],
    table: ['BatchGetItem', 'Query', 'PutItem'],
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
    table: ['BatchGetItem', 'Query', 'PutItem'],
    indexes: true,
    publishes: ANNOUNCEMENT_SOURCE,
  },
  {
    name: 'notify',
    does: 'Tells people through their channels, each once, what was announced and is theirs to know.',
    entry: 'functions/notifications/notify/handler.ts',
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    subscriptions: [
      {
        name: 'told',
        pattern: announced(...notices),
        batchSize: 10,
        batchWindowSeconds: 2,
        attempts: 5,
        concurrency: 2,
      },
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
