/** The trials of a stream: step by step, at once in several orders, and with crashes while the last of it comes in. */

import type { Entry } from '../support/facts.ts';
import { type Chance, chanceFrom } from './chance.ts';
import type { Crash } from './gate.ts';
import { type Model, modelOf } from './model.ts';
import { streamFrom } from './streams.ts';
import { calm, type Trial } from './trial.ts';

interface Known {
  readonly trial: Trial;
  /** Of a whole stream; each step has its own. */
  readonly model?: Model;
}

/** @param seed of the stream and of all that is drawn for it */
export async function* trialsOf(seed: number): AsyncGenerator<Known> {
  const chance = chanceFrom(seed + 0x5eed);
  const stream = streamFrom(seed);
  yield { trial: stepByStep(chance, stream) };
  const model = await modelOf(stream);
  for (const make of [stormy, stormy, lateAndStormy, crashing, crashing, crashing])
    yield { trial: make(chance, stream), model };
}

const seedFrom = (chance: Chance) => chance.below(2 ** 31);

export const stepByStep = (chance: Chance, stream: readonly Entry[]): Trial => ({
  seed: seedFrom(chance),
  entries: chance.shuffled(stream),
  arrival: 'one by one',
  ...calm,
});

/** Everything at once, with copies. */
export function stormy(chance: Chance, stream: readonly Entry[]): Trial {
  const most = 1 + chance.below(3);
  const copies = stream.flatMap((entry) => Array.from({ length: 1 + chance.below(most) }, () => entry));
  return {
    seed: seedFrom(chance),
    entries: chance.shuffled(copies),
    arrival: 'at once',
    before: 0,
    workers: chance.hits(0.3) ? 1 : 2 + chance.below(11),
    again: 0.05,
    faults: { probability: chance.of([0, 0.01, 0.03, 0.1]), most: 1 + chance.below(12) },
  };
}

/** Late facts change more values that exist already. */
export function lateAndStormy(chance: Chance, stream: readonly Entry[]): Trial {
  const trial = stormy(chance, stream);
  return { ...trial, before: chance.below(trial.entries.length) };
}

/** Calls that the last facts of a stream make, at most and mostly. */
const LATE_CALLS = 120;

/** One process dies, or two, while the last facts come in: what they change must not be lost. */
export function crashing(chance: Chance, stream: readonly Entry[]): Trial {
  const crash = (): Crash => ({
    call: chance.below(LATE_CALLS),
    side: chance.of(['before', 'after']),
    ...(chance.hits(0.2) ? { isSurvived: true } : {}),
  });
  return {
    seed: seedFrom(chance),
    entries: chance.shuffled(stream),
    arrival: 'at once',
    before: Math.max(0, stream.length - 1 - chance.below(2)),
    workers: 1,
    again: 0,
    faults: { plan: chance.hits(0.7) ? [crash()] : [crash(), crash()] },
  };
}
