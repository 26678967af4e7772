import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { streaksOf } from '../../../functions/verdicts/model/streak.ts';
import { type VerdictWord, verdictWord } from '../../../functions/verdicts/model/verdict.ts';

const short: Record<string, VerdictWord> = {
  N: 'shipped-nothing',
  O: 'shipped-on',
  F: 'shipped-off',
  E: 'exempt',
  X: 'not-expected',
};
/** One letter a verdict, oldest first. */
const verdicts = (letters: string) => [...letters].flatMap((letter) => short[letter] ?? []);

/** The streak of one project, up to the last of its verdicts. */
function streakOf(words: readonly VerdictWord[]): number {
  const judged = (verdict: VerdictWord) => [{ project: 'rank', verdict }];
  const streaks = streaksOf(words.slice(-1).flatMap(judged));
  for (const word of words.slice(0, -1).reverse()) streaks.goBack(judged(word));
  return streaks.lengths().get('rank') ?? 0;
}

describe('The streak of releases in which a project shipped nothing', () => {
  test.each([
    ['', 0, 'is 0 while there is no verdict'],
    ['N', 1, 'counts the release that was asked about'],
    ['NNN', 3, 'counts releases in a row'],
    ['NNO', 0, 'is 0 when it shipped on by default'],
    ['NNF', 0, 'is 0 when it shipped behind a feature flag'],
    ['NONN', 2, 'begins again after it shipped on by default'],
    ['NFN', 1, 'begins again after it shipped behind a feature flag'],
    ['NEN', 2, 'is neither broken nor added to by an exemption'],
    ['NXXN', 2, 'is neither broken nor added to where the project was not expected'],
    ['EXN', 1, 'does not count what was excused before it'],
    ['NNE', 0, 'is 0 in a release in which it is exempt'],
    ['NNX', 0, 'is 0 in a release in which it is not expected'],
  ])('of %p is %p: %s', (letters, streak) => expect(streakOf(verdicts(letters))).toBe(streak));

  const anyVerdicts = fc.array(fc.constantFrom(...verdictWord().options));

  test('is 0 if and only if the last verdict is another, and never longer than the verdicts', () => {
    fc.assert(
      fc.property(anyVerdicts, (words) => {
        const streak = streakOf(words);
        expect(streak === 0).toBe(words.at(-1) !== 'shipped-nothing');
        expect(streak).toBeLessThanOrEqual(words.length);
      }),
    );
  });

  test('grows by one with each further release in which it ships nothing', () => {
    fc.assert(
      fc.property(anyVerdicts, (words) => {
        const nothing: VerdictWord[] = [...words, 'shipped-nothing'];
        expect(streakOf([...nothing, 'shipped-nothing'])).toBe(streakOf(nothing) + 1);
      }),
    );
  });

  test('does not see releases in which the project was excused', () => {
    fc.assert(
      fc.property(anyVerdicts, (words) => {
        const seen = words.filter((word) => word !== 'exempt' && word !== 'not-expected');
        const nothing: VerdictWord = 'shipped-nothing';
        expect(streakOf([...words, nothing])).toBe(streakOf([...seen, nothing]));
      }),
    );
  });
});
