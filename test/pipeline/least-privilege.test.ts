import { beforeAll, expect, it } from '@jest/globals';
import type { Announcement } from '../../events/catalogue.ts';
import { record } from '../../functions/catalog/record/handler.ts';
import { readKnown } from '../../functions/catalog/store/catalog.ts';
import { tick } from '../../functions/clock/handler.ts';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import { readDue } from '../../functions/digests/store/due.ts';
import { grade } from '../../functions/grades/grade/handler.ts';
import type { Github } from '../../functions/kernel/github/client.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import type { Store, WholeStore } from '../../functions/kernel/store/store.ts';
import type { Notifying } from '../../functions/notifications/notify/deliver.ts';
import { notify, sendDue } from '../../functions/notifications/notify/handler.ts';
import type { Sender } from '../../functions/notifications/notify/letter.ts';
import { outlineInside } from '../../functions/notifications/senders/rendering.ts';
import { makeToken } from '../../functions/site/sign-in/personal-tokens.ts';
import { check } from '../../functions/verdicts/check/handler.ts';
import { releaseReport, trainReports, unregistered } from '../../functions/verdicts/store/reports.ts';
import { attributeWaiting } from '../../functions/webhooks/attribute/handler.ts';
import { type Receiving, receive } from '../../functions/webhooks/ingest/receive.ts';
import { reconcile } from '../../functions/webhooks/reconcile/reconcile.ts';
import { github } from '../../functions/webhooks/sources/github.ts';
import { functions } from '../../lib/wiring.ts';
import type { TableAction } from '../../lib/wiring-shape.ts';
import { story } from '../faults/story.ts';
import { newTable } from '../support/calls.ts';
import { signed } from '../support/deliveries.ts';
import { fact } from '../support/facts.ts';
import { githubPayloads } from '../support/payloads.ts';
import { around } from '../support/stores/faulty.ts';

const NOW = '2024-08-13T00:00:00.000Z';

const shared = newTable();
/** The call of DynamoDB behind each operation of the store; no function may read the whole of it. */
const ACTIONS: Readonly<Record<keyof WholeStore, TableAction | 'Scan'>> = {
  get: 'BatchGetItem',
  query: 'Query',
  list: 'Query',
  put: 'PutItem',
  remove: 'DeleteItem',
  scan: 'Scan',
};
/** The calls that each function made on the table, and whether any went to an index. */
const made = new Map<string, { readonly actions: Set<string>; indexes: boolean }>();

/** The table as one function reaches it. */
function tableOf(name: string): Store {
  const calls = { actions: new Set<string>(), indexes: false };
  made.set(name, calls);
  return around(shared, ({ operation }, go) => {
    if (operation === 'list') calls.indexes = true;
    else calls.actions.add(ACTIONS[operation]);
    return go();
  });
}

const PLACE = 'github:acme/app';
/** Names no train, so that what is said of releases waits on. */
const mapping = {
  source: 'shipshape',
  'detail-type': 'SourceRegistered',
  detail: { version: 1, id: 'mapped', occurredAt: '2024-01-01T00:00:00Z', source: PLACE, project: 'rank' },
};

/** A change, a release and a command at a place that nobody mapped yet, and again when it is. */
async function deliver(recorded: (entry: unknown) => Promise<void>): Promise<void> {
  const at = (name: string): Receiving => ({ table: tableOf(name), publish: async () => {}, now: NOW });
  const [ingesting, attributing] = [at('ingest'), at('attribute')];
  const all = async () => {
    for (const event of ['pull_request', 'release', 'issue_comment'] as const)
      await receive(ingesting, github, signed('github', githubPayloads[event], { 'x-github-event': event }));
    const labeled = { ...githubPayloads.pull_request, action: 'labeled' };
    await receive(ingesting, github, signed('github', labeled, { 'x-github-event': 'pull_request' }));
  };
  await all();
  await attributeWaiting(attributing, PLACE);
  await recorded(mapping);
  await attributeWaiting(attributing, PLACE);
  await all();
}

/** A repository with a pull request that nobody told of, and a delivery that failed. */
const githubApi: Github = {
  get: async () => githubPayloads.pull_request.repository,
  async *pages(path) {
    if (path.includes('/pulls'))
      yield [{ ...githubPayloads.pull_request.pull_request, id: 22, updated_at: '2024-03-20T12:00:00Z' }];
    if (path.includes('/deliveries'))
      yield [{ id: 1, guid: 'one', delivered_at: '2024-03-24T00:00:00Z', status_code: 500 }];
    else if (path.includes('/hooks')) yield [{ id: 1, config: { url: 'https://x.example/webhooks/github' } }];
  },
  send: async () => {},
};

async function look(): Promise<void> {
  const never = { wait: async () => {}, isOver: () => false };
  const table = tableOf('reconcile');
  await reconcile({
    table,
    github: githubApi,
    publish: async () => {},
    now: '2024-03-25T00:00:00.000Z',
    ...never,
  });
}

const onSlack = fact('ChannelRegistered', '2024-01-01', {
  channel: 'everybody',
  kind: 'slack',
  audience: 'all',
  about: ['digest', 'grades'],
});

const graded = {
  'detail-type': 'GradeChanged',
  detail: {
    version: 1,
    id: 'graded',
    occurredAt: '2024-04-30T00:00:00Z',
    feature: 'sort',
    rubricVersion: '1',
    to: { earned: 1, of: 1 },
  },
};

/** Makes the digests of a month, and sends them and a grade: the first time nobody answers, then all arrives. */
async function digestAndTell(): Promise<void> {
  let now = '2024-05-01T07:00:00.000Z';
  const ready: unknown[] = [graded];
  const announce = async (all: readonly Announcement[]) =>
    void ready.push(...all.map(({ type, detail }) => ({ 'detail-type': type, detail })));
  await makeDigests({ table: tableOf('digest'), announce, now }, { everies: ['month'] });
  let isUp = false;
  const answer = () =>
    isUp ? { kind: 'sent' as const } : { kind: 'failed' as const, because: 'down', mayHaveArrived: false };
  const table = tableOf('notify');
  const pages = async () => ({ base: undefined, key: undefined });
  const sender: Sender = {
    isRepeatable: false,
    prepare: async (letter) => {
      await outlineInside({ table, pages }, letter);
      return async () => answer();
    },
  };
  const senders = { slack: sender, email: sender, webhook: sender, github: sender };
  const notifying: Notifying = { table, now: () => now, random: () => 0, senders };
  await notify(notifying, ready);
  isUp = true;
  now = '2024-05-01T08:00:00.000Z';
  await sendDue(notifying);
}

beforeAll(async () => {
  const waiting: Announcement[] = [];
  const announce = async (all: readonly Announcement[]) => void waiting.push(...all);
  const [recording, checking, grading, ticking, showing] = [
    tableOf('record'),
    tableOf('check'),
    tableOf('grade'),
    tableOf('clock'),
    tableOf('web'),
  ];
  const settle = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const entries = [{ 'detail-type': next.type, detail: next.detail }];
      if (next.type === 'DerivationRequested' || next.type === 'CheckRequested')
        await check({ table: checking, announce, now: NOW }, entries);
      if (next.type === 'GradeRequested') await grade({ table: grading, announce, now: NOW }, entries);
    }
  };
  for (const entry of story) {
    await record({ table: recording, announce, now: NOW }, [entry]);
    await settle();
  }
  const planned = {
    source: 'shipshape',
    'detail-type': 'ReleaseScheduled',
    detail: {
      version: 1,
      id: 'planned',
      occurredAt: '2024-04-02T00:00:00Z',
      release: '3.0',
      train: 'server',
      kind: 'major',
      branchCutAt: '2024-04-30T00:00:00Z',
    },
  };
  for (const entry of [planned, onSlack]) await record({ table: recording, announce, now: NOW }, [entry]);
  await settle();
  await deliver(async (entry) => {
    await record({ table: recording, announce, now: NOW }, [entry]);
    await settle();
  });
  await look();
  await tick({ table: ticking, announce, now: '2024-04-20T00:00:00.000Z' });
  await digestAndTell();
  await readDue(showing, undefined, NOW);
  await trainReports(showing);
  await releaseReport(showing, '1.2');
  await unregistered(showing);
  await readQuarantine(showing);
  await readKnown(showing);
  const expiry = '2024-06-01T00:00:00.000Z';
  await makeToken(showing, {
    person: 'ada',
    name: 'For a script',
    scope: 'read',
    madeAt: NOW,
    until: expiry,
  });
});

it.each(functions.map((each) => [each.name, each] as const))(
  '%s is granted the calls that it makes on the table, and no others',
  (name, wired) => {
    const calls = made.get(name);
    expect([...(calls?.actions ?? [])].sort()).toEqual([...wired.table].sort());
    expect(calls?.indexes).toBe(wired.indexes ?? false);
  },
);
