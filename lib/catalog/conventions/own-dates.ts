/** Maturity that a file declares, held against the dates that it has for each level. */
import type { Part } from './gathering.ts';

/** A level, lowest first, and the key of the day from which it is reached. */
export interface Level {
  readonly word: string;
  readonly key: string;
}

/**
 * Reports days that go backwards, and a declared level that they contradict.
 * @param declared where the level is declared; it may be in another part
 * @param today what lies after it is planned
 */
export function compareWithDates(
  levels: readonly Level[],
  dates: Part,
  declared: { readonly part: Part; readonly key: string; readonly word: string | undefined },
  today: string,
): void {
  const dated = levels.flatMap((level, rank) => {
    const day = dates.day(level.key);
    return day === undefined ? [] : [{ ...level, rank, day }];
  });
  for (const [at, { key, day }] of dated.entries()) {
    const before = dated[at - 1];
    if (before !== undefined && day < before.day)
      dates.warn([key], `${day} lies before ${before.key} ${before.day}`, { kind: 'rule' });
  }
  const rank = levels.findIndex(({ word }) => word === declared.word);
  if (rank < 0) return;
  const reached = dated.findLast(({ day }) => day <= today);
  const own = dated.find((one) => one.rank === rank);
  const contradiction = (words: string) =>
    declared.part.warn([declared.key], `${declared.word} contradicts its own dates: ${words}`, {
      kind: 'rule',
    });
  if (reached !== undefined && reached.rank > rank) contradiction(`${reached.key} ${reached.day} has passed`);
  else if (own !== undefined && own.day > today)
    contradiction(`${own.key} is ${own.day}, which is still to come`);
}
