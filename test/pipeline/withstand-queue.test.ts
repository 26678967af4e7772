/** What comes in through queues: messages that nobody can read, that hang, that are of another version, or forged. */
import { describe, expect, it } from '@jest/globals';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import { startHost } from '../../lib/local/host.ts';
import { functions } from '../../lib/wiring.ts';
import { type Sample, sampleOf } from '../events/samples.ts';
import { change } from '../support/facts.ts';
import { batchOf, context } from '../support/messages.ts';
import { type Subscribed, subscribed, subscriptionOf } from './queue-functions.ts';
import { HANGS, hangingFunctionsOn, serve } from './queue-world.ts';

const table = hangingFunctionsOn();

const changeOf = (project: string) => JSON.stringify(change(project, '2024-01-10'));
const factsOf = async (id: string) => (await readLedger(table(), { kind: 'project', id })).facts.length;

/** An event that a subscription is there for. */
function heardBy({ subscription: { pattern } }: Subscribed): Sample {
  return sampleOf(pattern['detail-type']?.[0] ?? 'ChangeMerged');
}

describe('a message that is no JSON', () => {
  it.each(subscribed.map((each) => [each.subscription.name, each] as const))(
    'ends in the dead letters after the attempts of the queue %s, and the rest of its batch is done',
    async (_name, each) => {
      const queue = await serve(each);
      const good = JSON.stringify(heardBy(each));
      await queue.send(good, 'this is no JSON', good, '{"detail', good);
      const { attempts } = each.subscription;
      expect(queue.dead()).toMatchObject([
        { body: 'this is no JSON', receives: attempts },
        { body: '{"detail', receives: attempts },
      ]);
      expect(queue.left()).toBe(0);
    },
  );

  it('leaves the facts of its batch in their ledgers', async () => {
    const queue = await serve(subscriptionOf('facts'));
    await queue.send(changeOf('first'), changeOf('one'), 'this is no JSON', changeOf('two'));
    expect([await factsOf('first'), await factsOf('one'), await factsOf('two')]).toEqual([1, 1, 1]);
  });
});

describe('a message that takes longer than its function may', () => {
  const bodies = (count: number) =>
    Array.from({ length: count }, (_none, at) => changeOf(at === 5 ? HANGS : `project-${at}`));

  const facts = subscriptionOf('facts');
  it.each([
    ['many batches are done at once', facts.subscription.concurrency],
    ['one batch is done at a time', 1],
  ])(
    'is tried again alone and is dead after five receives, all others are done, where %s',
    async (_how, concurrency) => {
      const queue = await serve({ ...facts, subscription: { ...facts.subscription, concurrency } });
      await queue.send(...bodies(24));
      const [letter, ...others] = queue.dead();
      expect(others).toEqual([]);
      expect(letter).toMatchObject({
        receives: 5,
        reason: expect.stringContaining('did not answer within 30 s'),
      });
      expect(letter?.body).toContain(HANGS);
      expect(queue.left()).toBe(0);
      for (let at = 0; at < 24; at += 1) if (at !== 5) expect(await factsOf(`project-${at}`)).toBe(1);
    },
  );
});

// Not in the dead letters: five tries would not teach it the version, and in quarantine people see why. What is on the
// bus is archived for a year; once the version is known, a replay of the archive brings it in.
describe('an event of a version that nobody knows', () => {
  const known = change('rank', '2024-01-10', {}, 'of-tomorrow');
  const ofTomorrow = { ...known, detail: { ...known.detail, version: 2 } };
  const { handler: record } = subscriptionOf('facts');
  const replay = (entry: object) =>
    record(batchOf([JSON.stringify({ ...entry, 'replay-name': 'again' })]), context);

  it('is quarantined as UNKNOWN_VERSION, once, and no message fails', async () => {
    for (const _again of [1, 2]) expect(await replay(ofTomorrow)).toEqual({ batchItemFailures: [] });
    expect(await readQuarantine(table())).toMatchObject([
      { reason: 'UNKNOWN_VERSION', message: expect.stringContaining('version 2') },
    ]);
    expect(await factsOf('rank')).toBe(0);
  });

  it('is taken when it comes again in a version that is known, under the same id', async () => {
    await replay(ofTomorrow);
    await replay(known);
    await replay(known);
    expect(await factsOf('rank')).toBe(1);
  });
});

// In the template every rule has the pattern of the wiring (template/delivery.test.ts), and every function may put events
// of its own source only, by the condition events:source (template/permissions.test.ts).
describe('an event of a source that is not ours', () => {
  const types = new Set([
    'ChangeMerged',
    ...subscribed.flatMap(({ subscription }) => subscription.pattern['detail-type'] ?? []),
  ]);
  const forged = [
    'aws.events',
    'aws.scheduler',
    'acme',
    'Shipshape',
    'shipshape.other',
    ' shipshape',
    'shipshape*',
  ];

  it('is heard by no function, whatever it says it is', async () => {
    const heard: string[] = [];
    const host = await startHost({
      functions: functions.map(({ schedules: _none, ...wiring }) => wiring),
      handlers:
        ({ name }) =>
        () =>
          void heard.push(name),
      environment: {},
      log: () => {},
    });
    const put = (source: string, type: string) =>
      host.publish([{ source, 'detail-type': type, detail: sampleOf(type).detail }]);
    for (const type of types) for (const source of forged) await put(source, type);
    await host.idle();
    expect(heard).toEqual([]);
    for (const type of types) await put('shipshape.announcements', type);
    await put('shipshape', 'ChangeMerged');
    await host.idle();
    expect(new Set(heard)).toEqual(new Set(subscribed.map(({ wiring }) => wiring.name)));
    await host.stop();
  });
});
