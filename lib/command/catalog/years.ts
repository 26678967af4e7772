/** `--years`: one, or the first and the last. */
import { InvalidArgumentError } from 'commander';

const [FIRST, LAST] = [2000, 2199];
/** A calendar holds at most 1,000 days. */
const MAX_YEARS = 20;

export function toYears(text: string): readonly [number, number] {
  const [, first, last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(text)?.map(Number) ?? [];
  if (first === undefined || last === undefined || Number.isNaN(first))
    throw new InvalidArgumentError('It is no year like 2026, nor years like 2026-2027.');
  const until = Number.isNaN(last) ? first : last;
  if (first < FIRST || until > LAST || until < first || until - first >= MAX_YEARS)
    throw new InvalidArgumentError(
      `From ${FIRST} to ${LAST}, the first year first, and at most ${MAX_YEARS} of them.`,
    );
  return [first, until];
}
