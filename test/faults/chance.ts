/** Seeded chance: one seed, one run. */
export interface Chance {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** 0 (inclusive) to `below` (exclusive). */
  below(below: number): number;
  /** True with the given probability. */
  hits(probability: number): boolean;
  /** One of some values. @throws when there is none */
  of<Value>(values: readonly Value[]): Value;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** Mulberry32: 32 bits of state are enough to order a few hundred deliveries. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    hits: (probability) => next() < probability,
    of: (values) => {
      for (const value of values.slice(below(values.length))) return value;
      throw new TypeError('There is nothing to choose from.');
    },
    shuffled: (items) => {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
