/** What streams are made of: very few names, moments and words, so that everything in them collides. */
import type { Chance } from './chance.ts';

interface Names {
  readonly release: readonly string[];
  readonly train: readonly string[];
  readonly project: readonly string[];
  readonly feature: readonly string[];
  readonly flag: readonly string[];
  readonly team: readonly string[];
}

const plain: Names = {
  // Two that differ in zeros only.
  release: ['r1', 'r2', 'r01', 'r4'],
  train: ['t', 'u'],
  project: ['p', 'q'],
  feature: ['a', 'b', 'c'],
  flag: ['x', 'y'],
  team: ['tm', 'tn'],
};
/** One name for things of every kind, and names that keys have to tell apart. */
const alike = ['n', 'n#', 'n%23'];
const same: Names = {
  release: alike,
  train: alike.slice(0, 2),
  project: alike.slice(1),
  feature: alike,
  flag: alike.slice(0, 2),
  team: alike.slice(1),
};

const DAYS = ['01-05', '01-10', '01-20', '02-01', '02-10', '03-01', '03-05', '03-20', '04-01', '04-10'];
/** Later than any clock on which this runs. */
const AHEAD = '2150-01-01T00:00:00.000Z';

export interface Draw {
  readonly chance: Chance;
  readonly of: Chance['of'];
  name(kind: keyof Names): string;
  /** A name of this kind that is another than a first one. */
  otherThan(kind: keyof Names, first: string): string;
  moment(): string;
  /** The first moment there is, and one of the last ones. */
  early(): string;
  late(): string;
  /** What a field may be left out of, or said to have none of. */
  field<Value>(make: () => Value): Value | null | undefined;
}

/** @param chance decides which few moments there are, too */
export function drawFrom(chance: Chance): Draw {
  const names = chance.hits(0.15) ? same : plain;
  const days = chance
    .shuffled(DAYS)
    .slice(0, 3 + chance.below(5))
    .sort();
  const at = (day: string | undefined) => `2024-${day}T00:00:00.000Z`;
  const { of } = chance;
  // The first names are drawn most.
  const name = (kind: keyof Names) => of(names[kind].slice(0, of([1, 1, 2, 2, 4])));
  return {
    chance,
    of,
    name,
    otherThan: (kind, first) => of(names[kind].filter((each) => each !== first)),
    moment: () => (chance.hits(0.03) ? AHEAD : at(of(days))),
    early: () => at(days[0]),
    late: () => at(of(days.slice(-3))),
    field: (make) => {
      const drawn = chance.next();
      if (drawn < 0.45) return undefined;
      return drawn < 0.55 ? null : make();
    },
  };
}
