import { PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Announcement } from '../../../events/catalogue.ts';
import { handler as check } from '../../../functions/check/handler.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { readLedger } from '../../../functions/ledger/ledger.ts';
import { readQuarantine } from '../../../functions/ledger/quarantine.ts';
import { readVerdicts } from '../../../functions/ledger/verdicts.ts';
import { handler as record } from '../../../functions/record/handler.ts';
import { BUS, TABLE } from '../../../functions/runtime/environment.ts';
import { announce, busClient } from '../../../functions/runtime/publish.ts';
import { documents } from '../../../functions/runtime/table.ts';
import { createTable } from '../../../lib/local/create-table.ts';
import type { Database } from '../../../lib/local/database.ts';
import { type Call, callsDuring } from '../../support/calls.ts';
import { embedded } from '../../support/databases.ts';
import { change, cut, scheduled, started } from '../../support/facts.ts';
import { batchOf, context } from '../../support/messages.ts';
import { pipelineOn } from '../../support/pipeline.ts';

let database: Database;
let tables = 0;
/** Whether the bus refuses an entry this time. */
let refused: (detail: string) => boolean;
let taken: string[];

function bus(detail: string): PutEventsResultEntry {
  if (refused(detail)) return { ErrorCode: 'ThrottlingException' };
  taken.push(detail);
  return { EventId: 'taken' };
}

const table = (): Store => ({ documents: documents(), name: `queues-${tables}` });

beforeAll(async () => {
  database = await embedded.open();
  const key = 'local';
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_REGION: key,
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: key,
    [BUS]: 'queues',
  });
  busClient().middlewareStack.add(
    () =>
      async ({ input }) => {
        const entries = new PutEventsCommand({ Entries: [], ...input }).input.Entries ?? [];
        const Entries = entries.map((entry) => bus(entry.Detail ?? ''));
        const FailedEntryCount = Entries.filter(({ EventId }) => EventId === undefined).length;
        return { output: { $metadata: {}, FailedEntryCount, Entries }, response: undefined };
      },
    { step: 'initialize' },
  );
});
afterAll(() => database.close());
beforeEach(async () => {
  refused = () => false;
  taken = [];
  tables += 1;
  process.env[TABLE] = table().name;
  await createTable(documents(), table().name);
});

/** A call that fails each time it holds a word. */
const failsAt = (word: string) => (call: Call) => {
  if (JSON.stringify(call.input).includes(word)) throw new Error('The network is down.');
};

type Handler = typeof record;

async function failedOf(handler: Handler, bodies: readonly string[], poison: string): Promise<string[]> {
  const failed: string[] = [];
  const work = async () => {
    const answer = await handler(batchOf(bodies), context);
    failed.push(...(answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  };
  await callsDuring(table(), work, failsAt(poison));
  return failed.sort();
}

const factsOf = async (id: string) => (await readLedger(table(), { kind: 'project', id })).facts.length;

describe('A batch of facts', () => {
  it('gives back the messages that failed, and those alone; the others are done', async () => {
    const bodies = [
      JSON.stringify(change('first', '2024-01-10')),
      'this is no JSON',
      JSON.stringify(change('poison', '2024-01-10')),
      JSON.stringify({ ...change('refused', '2024-01-10'), 'detail-type': 'Nothing' }),
      JSON.stringify(change('last', '2024-01-10')),
    ];
    expect(await failedOf(record, bodies, 'poison')).toEqual(['1', '2']);
    expect([await factsOf('first'), await factsOf('poison'), await factsOf('last')]).toEqual([1, 0, 1]);
    expect(await readQuarantine(table())).toMatchObject([{ reason: 'UNKNOWN_TYPE' }]);
  });

  it('gives back nothing when all is well, also what could not be understood', async () => {
    const bodies = [change('first', '2024-01-10'), 'a text', null, [], change('last', '2024-01-10')];
    expect(
      await failedOf(
        record,
        bodies.map((body) => JSON.stringify(body)),
        'poison',
      ),
    ).toEqual([]);
    expect(await readQuarantine(table())).toHaveLength(3);
    expect([await factsOf('first'), await factsOf('last')]).toEqual([1, 1]);
  });

  it('gives back every message when all fail', async () => {
    const bodies = [1, 2, 3].map((at) => JSON.stringify(change(`poison ${at}`, '2024-01-10')));
    expect(await failedOf(record, bodies, 'poison')).toEqual(['0', '1', '2']);
  });
});

describe('A bus that refuses an entry', () => {
  it('is given that one again, and no other', async () => {
    const asked: string[] = [];
    refused = (detail) => {
      asked.push(detail);
      return asked.filter((each) => each === detail).length <= 2;
    };
    const body = JSON.stringify(started('rank', '2024-01-10'));
    expect(await failedOf(record, [body], 'poison')).toEqual([]);
    expect(asked).toHaveLength(3);
    expect(taken).toEqual([asked[0]]);
  });

  it('of several takes the others once', async () => {
    const events = Array.from(
      { length: 12 },
      (_none, at): Announcement => ({
        type: 'CheckRequested',
        detail: {
          version: 1,
          id: `${at}`,
          occurredAt: '2024-01-10T00:00:00.000Z',
          release: '1.0',
          team: 'search',
        },
      }),
    );
    let refusals = 0;
    refused = (detail) => detail.includes('"id":"3"') && ++refusals <= 2;
    await announce(events);
    expect(taken.map((detail) => Number(JSON.parse(detail).id)).sort((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });

  it('for good gives back the fact that is to be announced', async () => {
    refused = (detail) => detail.includes('poison');
    const bodies = ['rank', 'poison', 'index'].map((project) =>
      JSON.stringify(started(project, '2024-01-10')),
    );
    expect(await failedOf(record, bodies, 'nothing')).toEqual(['1']);
    refused = () => false;
    taken = [];
    expect(await failedOf(record, bodies.slice(1, 2), 'nothing')).toEqual([]);
    expect(taken).toEqual([expect.stringContaining('poison')]);
  });
});

describe('A batch of announcements', () => {
  const advanced = (project: string) =>
    JSON.stringify({
      source: 'shipshape.announcements',
      'detail-type': 'LedgerAdvanced',
      detail: {
        version: 1,
        id: `advanced ${project}`,
        occurredAt: '2024-01-10T00:00:00.000Z',
        entity: 'project',
        entityId: project,
        entries: 1,
        since: '2000-01-01T00:00:00.000Z',
        fact: 'ChangeMerged',
      },
    });

  it('gives back the messages that failed, and those alone; the others are done', async () => {
    const bodies = [
      '{',
      advanced('rank'),
      advanced('poison'),
      '{"detail-type":"LedgerAdvanced"}',
      advanced('index'),
    ];
    await pipelineOn(table()).tell(
      ...['rank', 'poison', 'index'].map((project) => started(project)),
      scheduled('1.0', '2024-01-31'),
    );
    // The release is cut behind the back of the pipeline: only the announcements of the batch are followed.
    await record(batchOf([JSON.stringify(cut('1.0', '2024-01-31'))]), context);
    expect(await failedOf(check, bodies, 'poison')).toEqual(['0', '2', '3']);
    expect((await readVerdicts(table(), '1.0')).map(({ project }) => project).sort()).toEqual([
      'index',
      'rank',
    ]);
  });

  it('drops an announcement that nobody reacts to, and goes on', async () => {
    expect(
      await failedOf(check, ['{"detail-type":"DigestReady","detail":{}}', advanced('rank')], 'poison'),
    ).toEqual([]);
  });
});
