import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as recordBatch } from '../../functions/catalog/record/handler.ts';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import type { Bus } from '../../functions/kernel/bus/bus.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import { verdictKey } from '../../functions/kernel/store/keys.ts';
import { handler as checkBatch } from '../../functions/verdicts/check/handler.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, scheduled, started } from '../support/facts.ts';
import { batchOf, context } from '../support/messages.ts';
import { pipelineOn } from '../support/pipeline.ts';
import type { Call } from '../support/stores/faulty.ts';
import { type KeepingBus, keepingBus, onHost } from '../support/surroundings.ts';

const table = tableOn();
/** Whether the bus refuses an entry this time. */
let refused: (detail: string) => boolean;
let kept: KeepingBus;
const bus: Bus = { publish: (entries) => kept.publish(entries) };
const taken = () => kept.taken.map(({ body }) => body);

beforeEach(() => {
  refused = () => false;
  kept = keepingBus(({ body }) => refused(body));
});

const record = onHost(recordBatch, table, { bus });
const check = onHost(checkBatch, table, { bus });

/** A call that fails each time it holds a word. */
const failsAt = (word: string) => (call: Call) => {
  if (JSON.stringify(call).includes(word)) throw new Error('The network is down.');
};

type Handler = (event: SQSEvent, within: typeof context) => Promise<SQSBatchResponse | undefined>;

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
  it('gives back the fact that is to be announced', async () => {
    refused = (detail) => detail.includes('poison');
    const bodies = ['rank', 'poison', 'index'].map((project) =>
      JSON.stringify(started(project, '2024-01-10')),
    );
    expect(await failedOf(record, bodies, 'nothing')).toEqual(['1']);
    refused = () => false;
    const before = taken().length;
    expect(await failedOf(record, bodies.slice(1, 2), 'nothing')).toEqual([]);
    expect(taken().slice(before)).toEqual([expect.stringContaining('poison')]);
  });
});

describe('A batch of announcements', () => {
  const asked = (project: string) => {
    const values = [verdictKey('1.0', project)];
    const detail = { version: 1, id: `asked ${project}`, occurredAt: '2024-01-10T00:00:00.000Z', values };
    return JSON.stringify({
      source: 'shipshape.announcements',
      'detail-type': 'DerivationRequested',
      detail,
    });
  };

  it('gives back the messages that failed, and those alone; the others are done', async () => {
    const bodies = [
      '{',
      asked('rank'),
      asked('poison'),
      '{"detail-type":"DerivationRequested"}',
      asked('index'),
    ];
    const projects = ['rank', 'poison', 'index'];
    await pipelineOn(table()).tell(
      ...projects.map((project) => started(project)),
      scheduled('1.0', '2024-01-31'),
      cut('1.0', '2024-01-31'),
    );
    // The changes come behind the back of the pipeline: only the announcements of the batch are followed.
    await record(batchOf(projects.map((project) => JSON.stringify(change(project, '2024-01-10')))), context);
    expect(await failedOf(check, bodies, 'poison')).toEqual(['0', '2', '3']);
    expect(
      (await readVerdicts(table(), '1.0')).map(({ project, verdict }) => `${project} ${verdict}`).sort(),
    ).toEqual(['index shipped-on', 'poison shipped-nothing', 'rank shipped-on']);
  });

  it('drops an announcement that nobody reacts to, and goes on', async () => {
    expect(
      await failedOf(check, ['{"detail-type":"DigestReady","detail":{}}', asked('rank')], 'poison'),
    ).toEqual([]);
  });
});
