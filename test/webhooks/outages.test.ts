import { beforeEach, describe, expect, it } from '@jest/globals';
import { feature, project } from '../../events/contract.ts';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import type { OutgoingFact } from '../../functions/kernel/bus/publish.ts';
import { type Surroundings, within } from '../../functions/kernel/surroundings.ts';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import type { Receiving } from '../../functions/webhooks/ingest/receive.ts';
import { readAllWaiting } from '../../functions/webhooks/store/origins.ts';
import { ask } from '../site/api/request.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { NOW, SECRETS, type Sender, signed, sourceOf } from '../support/deliveries.ts';
import { fact } from '../support/facts.ts';
import { githubPayloads, starGranted } from '../support/payloads.ts';
import { type Pipeline, pipelineOn } from '../support/pipeline.ts';
import type { Call } from '../support/stores/faulty.ts';
import { keepingBus } from '../support/surroundings.ts';

const table = tableOn();
let pipeline: Pipeline;
/** Each test has a host of its own, which has shown no delivery yet. */
let host: Surroundings;

beforeEach(async () => {
  host = { store: table(), bus: keepingBus(), environment: {} };
  pipeline = pipelineOn(table());
  await pipeline.tell(
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
  );
});

const entryOf = ({ type, body }: OutgoingFact) => ({
  source: 'shipshape',
  'detail-type': type,
  detail: JSON.parse(body),
});
/** A bus whose events are recorded at once. */
const record: Receiving['publish'] = (facts) => pipeline.tell(...facts.map(entryOf));

const down: Receiving['publish'] = () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1'));

interface Given {
  readonly publish: Receiving['publish'];
  readonly payload?: object;
  readonly event?: string;
}

/** One delivery: its facts have the same ids each time. */
async function deliver(sender: Sender, { publish, event = 'pull_request', ...more }: Given) {
  const ingest = createIngest({
    secrets: async () => ({ accepted: [SECRETS[sender]], refetch: async () => undefined }),
    now: () => NOW,
    receiving: () => ({ table: table(), publish }),
  });
  const usual = sender === 'standard' ? starGranted : githubPayloads.pull_request;
  const asked = signed(sender, more.payload ?? usual, { 'x-github-event': event });
  const answer = await within(host, () => ask(ingest, 'POST', `/webhooks/${sourceOf(sender)}`, asked));
  return { ...answer, said: JSON.parse(answer.body) };
}

async function recorded(sender: Sender) {
  const entity = sender === 'standard' ? feature('search') : project('rank');
  return (await readLedger(table(), entity)).facts.map(({ type }) => type);
}
const effect: Readonly<Record<string, readonly string[]>> = {
  github: ['ChangeMerged'],
  standard: ['StarGranted'],
};
const senders = ['github', 'standard'] as const;

/** The first call that fits fails, as a table does that is not there for a moment. */
function failing(fits: (call: Call) => boolean): (call: Call) => void {
  let isOver = false;
  return (call) => {
    if (isOver || !fits(call)) return;
    isOver = true;
    throw new Error('the table is not there for a moment');
  };
}
const puts = (part: string) => (call: Call) =>
  call.operation === 'put' && JSON.stringify(call).includes(part);

describe.each(senders)('while the bus is down, a delivery of %s', (sender) => {
  it('is refused with 503 and when to come again, and taken when it comes again', async () => {
    const refused = await deliver(sender, { publish: down });
    expect([refused.statusCode, refused.headers['Retry-After']]).toEqual([503, '30']);
    expect(refused.body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/);
    expect(await recorded(sender)).toEqual([]);
    expect(await deliver(sender, { publish: record })).toMatchObject({ statusCode: 202 });
    expect(await recorded(sender)).toEqual(effect[sender]);
  });
});

describe.each(senders)('a crash after the facts of %s are out', (sender) => {
  it('is one effect when the delivery comes again, whether or not they were recorded by then', async () => {
    const waiting: OutgoingFact[] = [];
    const queued: Receiving['publish'] = async (facts) => void waiting.push(...facts);
    const crashing: Receiving['publish'] = async (facts) => {
      await queued(facts);
      throw new Error('the function ends here');
    };
    expect(await deliver(sender, { publish: crashing })).toMatchObject({ statusCode: 503 });
    expect(await deliver(sender, { publish: queued })).toMatchObject({ statusCode: 202 });
    expect(waiting).toHaveLength(2);
    await record(waiting);
    expect(await recorded(sender)).toEqual(effect[sender]);
    expect(await deliver(sender, { publish: record })).toMatchObject({
      statusCode: 200,
      said: { outcome: 'duplicate' },
    });
    expect(await recorded(sender)).toEqual(effect[sender]);
  });
});

describe('a table that fails once after the facts are out', () => {
  it.each([
    ['to mark the id that was signed', 'standard', 'RECEIVED#'],
    ['to remember the name of the place', 'github', 'PLACE#'],
    ['to keep the line of the page', 'github', 'DELIVERED#'],
    ['to keep the line of the page', 'standard', 'DELIVERED#'],
  ] as const)('%s, of %s: 202, and a redelivery is one effect', async (_what, sender, part) => {
    const calls = await callsDuring(
      table(),
      async () => expect(await deliver(sender, { publish: record })).toMatchObject({ statusCode: 202 }),
      failing(puts(part)),
    );
    expect(calls.some(puts(part))).toBe(true);
    expect(await deliver(sender, { publish: record })).toMatchObject({ statusCode: 200 });
    expect(await recorded(sender)).toEqual(effect[sender]);
  });
});

describe('a table that fails once before', () => {
  const unmapped = {
    ...githubPayloads.release,
    repository: { ...githubPayloads.release.repository, id: 5, full_name: 'acme/new' },
  };
  const unread = { ...githubPayloads.release, release: 'v1.4.0' };
  async function fails(delivered: () => ReturnType<typeof deliver>, part: string): Promise<void> {
    const asked = async () => expect((await delivered()).statusCode).toBeGreaterThanOrEqual(500);
    await callsDuring(table(), asked, failing(puts(part)));
  }

  it.each([
    ['what nobody can attribute', { event: 'release', payload: unmapped }, 'UNATTRIBUTED#', 'unattributed'],
    ['what is refused', { event: 'release', payload: unread }, 'QUARANTINE#', 'quarantined'],
  ] as const)('keeps the sender from believing that %s was taken', async (_what, delivery, part, outcome) => {
    await fails(() => deliver('github', { publish: record, ...delivery }), part);
    expect(await deliver('github', { publish: record, ...delivery })).toMatchObject({
      statusCode: 202,
      said: { outcome },
    });
    expect(await readAllWaiting(table())).toHaveLength(outcome === 'unattributed' ? 1 : 0);
  });

  it('publishes nothing of a list, so that it can come again as a whole', async () => {
    const payload = [starGranted, { ...starGranted, 'detail-type': 'StarGrantd' }];
    await fails(() => deliver('standard', { publish: record, payload }), 'QUARANTINE#');
    expect(await recorded('standard')).toEqual([]);
    expect(await deliver('standard', { publish: record, payload })).toMatchObject({ statusCode: 202 });
    expect(await recorded('standard')).toEqual(effect.standard);
  });
});
