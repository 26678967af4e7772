/**
 * Any order, any number of times, any crash: derived values that are built on each other come to what is computed from all
 * facts. A model of all of it in small: two kinds of value, few facts, and messages that are handled at once.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Derivation, derive } from '../../../functions/kernel/derived/derive.ts';
import { valueThing } from '../../../functions/kernel/store/keys.ts';
import type { Key, WholeStore } from '../../../functions/kernel/store/store.ts';
import { change, type Entry, moment } from '../../support/facts.ts';
import { around, CrashError, crashAt, faulty, type PlannedCrash } from '../../support/stores/faulty.ts';
import { openInMemory } from '../../support/stores/store-on.ts';
import { appended, count, idsIn, list, listKey, valueAt, worldOn } from './toys.ts';

const WITHIN = { after: moment('2024-01-01'), until: moment('2024-01-31') };

/** Lists the changes within a window; how many there are; and a value that reads another list as the first one says. */
const derivations: readonly Derivation[] = [
  list('rank', WITHIN),
  count('rank'),
  list('code'),
  {
    key: { pk: 'PROJECT#rank', sk: 'CHOSEN' },
    async compute(reader) {
      const own = idsIn(await reader.value(listKey('rank')));
      if (own.length % 2 === 0) return { value: undefined };
      return { value: { own, chosen: idsIn(await reader.value(listKey('code'))) } };
    },
  },
];
const byKey = new Map(derivations.map((each) => [valueThing(each.key), each]));

/** What is handled on its own, as often as it takes: a fact, or a request for a derived value. */
type Message = { readonly fact: Entry } | { readonly derive: Key };

/** Hands on what it asks for at once, as a bus takes it: a crash after that takes nothing of it back. */
async function handle(store: WholeStore, message: Message, send: (more: Message[]) => void): Promise<void> {
  const ask = async (keys: readonly Key[]) => send(keys.map((key) => ({ derive: key })));
  if ('fact' in message) return ask(await appended(store, message.fact));
  const derivation = byKey.get(valueThing(message.derive));
  if (derivation !== undefined) await derive(worldOn(store, { ask }).deriving, [derivation]);
}

interface Run {
  readonly messages: readonly Message[];
  readonly workers: number;
  /** Of the first times that messages are handled, by their number. */
  readonly crashes: readonly (PlannedCrash | undefined)[];
}

/** Handles messages until all is quiet. @param store one whose calls overtake each other */
async function runOn(store: WholeStore, { messages, workers, crashes }: Run): Promise<void> {
  const waiting = [...messages];
  let begun = 0;
  const work = async (): Promise<void> => {
    const message = waiting.shift();
    if (message === undefined) return;
    const gate = crashAt(crashes[begun]);
    begun += 1;
    await handle(faulty(store, gate), message, (more) => waiting.push(...more)).catch((error: unknown) => {
      if (!(error instanceof CrashError)) throw error;
      waiting.push(message);
    });
    return work();
  };
  // A worker that finds nothing to do ends, though another one may still ask for something.
  while (waiting.length > 0) await Promise.all(Array.from({ length: workers }, work));
}

const stored = async (store: WholeStore) => Promise.all(derivations.map(({ key }) => valueAt(store, key)));

/** The values as they are computed where all facts are there before anything is derived. */
async function afresh(facts: readonly Entry[]): Promise<unknown[]> {
  const store = openInMemory();
  for (const entry of facts) await appended(store, entry);
  for (const derivation of [...derivations, ...derivations])
    await derive(worldOn(store).deriving, [derivation]);
  const values = await stored(store);
  store.close();
  return values;
}

const anyFact = fc
  .tuple(
    fc.constantFrom('rank', 'code'),
    fc.constantFrom('2024-01-01', '2024-01-10', '2024-01-31', '2024-02-01'),
    fc.nat({ max: 5 }),
  )
  .map(([name, day, id]) => change(name, day, { title: `${id} on ${day}` }, `change-${id}`));
const anyCrash: fc.Arbitrary<PlannedCrash | undefined> = fc.option(
  fc.record({ call: fc.nat({ max: 12 }), side: fc.constantFrom('before', 'after') }),
  { nil: undefined, freq: 3 },
);

const anyCrashes = fc.array(anyCrash, { maxLength: 30 });
const anyWorkers = fc.integer({ min: 1, max: 4 });

/** Facts, each told twice; and each value is derived at some time before, between and after them. */
const anyMessages = fc.array(anyFact, { minLength: 1, maxLength: 6 }).chain((facts) => {
  const messages: Message[] = [
    ...[...facts, ...facts].map((entry) => ({ fact: entry })),
    ...derivations.map(({ key }) => ({ derive: key })),
  ];
  return fc.record({
    facts: fc.constant(facts),
    messages: fc.shuffledSubarray(messages, { minLength: messages.length }),
  });
});

describe('Derived values, in whatever order facts and requests are handled', () => {
  it('come to what is computed from all facts, whoever overtakes whom and wherever it crashes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        anyMessages,
        anyWorkers,
        anyCrashes,
        async (scheduler, told, workers, crashes) => {
          const store = openInMemory();
          const slow = around(store, async (_call, make) => {
            await scheduler.schedule(Promise.resolve());
            return make();
          });
          await scheduler.waitFor(runOn(slow, { messages: told.messages, workers, crashes }));
          expect(await stored(store)).toEqual(await afresh(told.facts));
          store.close();
        },
      ),
      { numRuns: 300 },
    );
  });
});
