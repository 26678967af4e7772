/** The trials of a stream: step by step, and at once in several orders under ever worse circumstances. */
import { chanceFrom } from './chance.ts';
import { type Model, modelOf } from './model.ts';
import { streamFrom } from './streams.ts';
import { calm, type Trial } from './trial.ts';

/** Orders that are told at once. */
const ORDERS = 4;

interface Known {
  readonly trial: Trial;
  /** Of a whole stream; each step has its own. */
  readonly model?: Model;
}

/** @param seed of the stream and of all that is drawn for it */
export async function* trialsOf(seed: number, orders = ORDERS): AsyncGenerator<Known> {
  const chance = chanceFrom(seed + 0x5eed);
  const stream = streamFrom(seed);
  yield { trial: { seed, entries: chance.shuffled(stream), arrival: 'one by one', ...calm } };
  const model = await modelOf(stream);
  for (let order = 0; order < orders; order += 1) {
    const most = 1 + chance.below(3);
    const copies = stream.flatMap((entry) => Array.from({ length: 1 + chance.below(most) }, () => entry));
    // One worker alone crashes at every kind of call; several meet each other.
    const workers = chance.hits(0.35) ? 1 : 2 + chance.below(11);
    const trial: Trial = {
      seed: chance.below(2 ** 31),
      entries: chance.shuffled(copies),
      arrival: 'at once',
      workers,
      again: 0.05,
      faults: { probability: chance.hits(0.2) ? 0 : 0.03, most: 1 + chance.below(12) },
    };
    yield { trial, model };
  }
}
