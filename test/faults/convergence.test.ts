import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { facts } from '../../events/catalogue.ts';
import { verdict, verdictWord } from '../../functions/verdicts/model/verdict.ts';
import { conforming } from '../support/stores/engines.ts';
import type { Database } from '../support/stores/store-on.ts';
import { chanceFrom } from './chance.ts';
import { modelOf } from './model.ts';
import { shown, smallest } from './shrink.ts';
import { story } from './story.ts';
import { streamFrom } from './streams.ts';
import { calm, type MakeStore, outcomeOf, type Trial } from './trial.ts';
import { crashing, lateAndStormy, stepByStep, stormy } from './trials.ts';

/** How many this suite tries, a share of them in each circumstance; test/faults/campaign.ts tries all in each. */
const STREAMS = Number(process.env.SHIPSHAPE_STREAMS ?? 160);
/** Whether a failure is reduced to the smallest stream that fails, which takes time. */
const SHRINKS = process.env.SHIPSHAPE_SHRINKS !== 'no';
/** Facts of one stream: few, because the cost grows faster than the length. */
const MAX_FACTS = 16;
const ON_DYNAMODB = 50;
/** Each call goes over HTTP there. */
const MAX_FACTS_ON_DYNAMODB = 6;
/** Each stream waits for one call after another. */
const STREAMS_AT_ONCE = 4;

const stream = (seed: number) => streamFrom(seed, MAX_FACTS);
const seeds = (count: number) => Array.from({ length: count }, (_none, at) => at + 1);

/** @throws with the smallest trial that fails */
async function succeed(trial: Trial, makeStore?: MakeStore): Promise<void> {
  const outcome = await outcomeOf(trial, makeStore);
  if (outcome.problems.length === 0) return;
  const failing = { trial, outcome };
  throw new Error(shown(SHRINKS ? await smallest(failing, makeStore) : failing));
}

describe('Streams', () => {
  it('are made of every kind of fact', () => {
    // Making them costs nothing, and a kind of fact that is rare comes in few.
    const made = seeds(5 * STREAMS).flatMap((seed) => stream(seed).map((entry) => entry['detail-type']));
    expect(facts.map(({ type }) => type).filter((type) => !made.includes(type))).toEqual([]);
  });

  it('lead to every verdict', async () => {
    const words = new Set<string>();
    for (const seed of seeds(2 * STREAMS))
      for (const value of (await modelOf(stream(seed))).values.values()) {
        const { data } = verdict.safeParse(value);
        if (data !== undefined) words.add(data.verdict);
      }
    expect([...words].sort()).toEqual(verdictWord().options.toSorted());
  });
});

const circumstances = [
  ['one by one, after each of them', stepByStep],
  ['all at once, with copies, workers that meet and calls that fail', stormy],
  ['some late', lateAndStormy],
  ['while a process dies with the last of them', crashing],
] as const;

describe('The table', () => {
  it.each(circumstances.map(([how, make], at) => ({ how, make, at })))(
    'is what its facts come to that come $how',
    async ({ make, at }) => {
      const own = seeds(STREAMS).filter((seed) => seed % circumstances.length === at);
      for (const seed of own) await succeed(make(chanceFrom(seed), stream(seed)));
    },
  );

  it('is what a story comes to that touches every kind of ledger', async () => {
    await succeed({ seed: 1, entries: story, arrival: 'one by one', ...calm });
    for (const seed of seeds(3)) await succeed(stormy(chanceFrom(seed), story));
  });
});

for (const engine of conforming)
  describe(`The table on ${engine.name}`, () => {
    let database: Database | undefined;
    beforeAll(async () => {
      database = await engine.open();
    });
    afterAll(() => database?.close());

    it(`is what its facts come to, in ${ON_DYNAMODB} streams`, async () => {
      const makeStore: MakeStore = () => {
        if (database === undefined) throw new TypeError('The database is not open.');
        return database.create();
      };
      const waiting = seeds(ON_DYNAMODB).values();
      const tryAll = async () => {
        for (const seed of waiting)
          await succeed(stormy(chanceFrom(seed), streamFrom(seed, MAX_FACTS_ON_DYNAMODB)), makeStore);
      };
      await Promise.all(Array.from({ length: STREAMS_AT_ONCE }, tryAll));
    });
  });
