/** The fuzz suite of what comes in: signatures and payloads, from one seed. `npm run fuzz` runs it for long. */

import type { Delivery, ParseResult, Source } from '../../functions/webhooks/sources/source.ts';
import { sources } from '../../functions/webhooks/sources/sources.ts';
import { type Chance, chanceFrom } from '../faults/chance.ts';
import { mutated, pick, randomBytes, type Seed, seeds } from './bodies.ts';

export { fuzzSignatures } from './signatures.ts';

/** The count of payloads by how they were understood; `no JSON` was not parsed. */
export type Tally = Readonly<Record<string, number>>;

/** Longer than this, and one payload could keep a sender waiting. */
const SLOWEST_MS = 50;

/**
 * Reads mutated payloads and random bytes, under the headers of their sender and of others.
 * @param more deliveries to make others of, beside the built-in ones
 * @throws when one cannot be survived, with the seed and its bytes
 */
export function fuzzBodies(count: number, seed: number, more: readonly Seed[] = []): Tally {
  const chance = chanceFrom(seed);
  const tally: Record<string, number> = {};
  const before = prototypes();
  const all = [...seeds, ...more];
  for (let tried = 0; tried < count; tried += 1) {
    const delivery = madeOf(pick(chance, all), chance);
    try {
      const kind = readOne(delivery);
      tally[kind] = (tally[kind] ?? 0) + 1;
    } catch (error) {
      const bytes = delivery.body.toString('base64');
      throw new Error(`seed ${seed}: ${JSON.stringify(delivery.headers)} ${bytes}`, { cause: error });
    }
    if (tried % 1000 === 0 || tried === count - 1) expectSame(before, seed);
  }
  return tally;
}

interface Aimed extends Delivery {
  readonly source: Source;
}

export function madeOf({ source, headers, payload }: Seed, chance: Chance): Aimed {
  const body = chance.hits(0.85) ? Buffer.from(mutated(payload, chance)) : randomBytes(payload, chance);
  // Now and then under the headers, or at the address, of another.
  const other = chance.hits(0.1) ? pick(chance, seeds).headers : headers;
  const name = chance.hits(0.05) ? pick(chance, seeds).source : source;
  const found = sources.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no source is called ${name}`);
  return { source: found, headers: other, body };
}

function readOne({ source, headers, body }: Aimed): string {
  const payload = parsed(body);
  if (payload === NOT_JSON) return 'no JSON';
  const started = performance.now();
  const understood = source.read({ headers, body }, payload);
  const took = performance.now() - started;
  // Once more before it is called slow: the machine may have been busy with something else.
  if (took > SLOWEST_MS && slow(source, { headers, body }, payload))
    throw new Error(`reading took ${took} ms`);
  checkUnderstood(understood);
  return understood.kind;
}

function slow(source: Source, delivery: Delivery, payload: unknown): boolean {
  const started = performance.now();
  source.read(delivery, payload);
  return performance.now() - started > SLOWEST_MS;
}

const NOT_JSON = Symbol('no JSON');

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return NOT_JSON;
  }
}

const INSTANT = /^2[01]\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The invariants of everything that a source returns. */
function checkUnderstood(understood: ParseResult): void {
  if (!/^[\w. -]{1,130}$/.test(understood.event)) throw new Error(`event ${understood.event}`);
  if (understood.kind === 'refused' && (understood.message === '' || understood.message.length > 8000))
    throw new Error(`a message of ${understood.message.length} characters`);
  if (understood.kind !== 'events') return;
  for (const event of understood.events) {
    if (event.kind === 'stated') continue;
    if (!INSTANT.test(event.at)) throw new Error(`at ${event.at}`);
    if (event.id.length > 200 || /\p{Cc}/u.test(event.id)) throw new Error(`id ${event.id}`);
    if (!event.id.isWellFormed()) throw new Error('an id of broken surrogates');
  }
}

export const prototypes = () =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype].map((prototype) =>
    Reflect.ownKeys(prototype).map(
      (key) => [key, Reflect.getOwnPropertyDescriptor(prototype, key)?.value] as const,
    ),
  );

export function expectSame(before: ReturnType<typeof prototypes>, seed: number): void {
  const now = prototypes();
  const isSame = before.every(
    (keys, at) =>
      keys.length === now[at]?.length &&
      keys.every(([key, value], index) => now[at]?.[index]?.[0] === key && now[at]?.[index]?.[1] === value),
  );
  if (!isSame) throw new Error(`seed ${seed}: a prototype changed`);
}
