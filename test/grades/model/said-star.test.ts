import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import type { Policy } from '../../../functions/grades/model/rubric.ts';
import { on } from '../../support/ledger-facts.ts';
import { granted, notApplicable, revoked, starOn } from './facts.ts';

const tells = { '+': granted, '-': revoked, '/': notApplicable } as const;
type Sign = keyof typeof tells;
const isSign = (sign: string): sign is Sign => Object.hasOwn(tells, sign);

/** `T+ A- T/`: the team grants, the author takes back, the team says that it does not apply; one each day. */
const telling = (script: string): Fact[] =>
  script.split(' ').flatMap((one, index) => {
    const [side = '', sign = ''] = one;
    if (!isSign(sign)) return [];
    return tells[sign](`02-${String(index + 1).padStart(2, '0')}`, {
      side: side === 'T' ? 'team' : 'author',
    });
  });

const tables: Record<Exclude<Policy, 'check'>, readonly (readonly [string, string, string])[]> = {
  team: [
    ['', 'unknown', 'team'],
    ['T+', 'earned', ''],
    ['T-', 'not-earned', 'team'],
    ['T/', 'not-applicable', ''],
    ['A+', 'unknown', 'team'],
    ['A-', 'unknown', 'team'],
    ['T+ A-', 'earned', ''],
    ['T+ T-', 'not-earned', 'team'],
    ['T- T+', 'earned', ''],
    ['T+ T/', 'not-applicable', ''],
    ['T/ T+', 'earned', ''],
  ],
  author: [
    ['', 'unknown', 'author'],
    ['A+', 'earned', ''],
    ['A-', 'not-earned', 'author'],
    ['A/', 'not-applicable', ''],
    ['T+', 'unknown', 'author'],
    ['A+ T-', 'earned', ''],
  ],
  either: [
    ['', 'unknown', 'team author'],
    ['T+', 'earned', ''],
    ['A+', 'earned', ''],
    ['T-', 'not-earned', 'team author'],
    ['T+ A-', 'not-earned', 'team author'],
    ['A- T+', 'earned', ''],
    ['T+ A/', 'not-applicable', ''],
    ['A/ T-', 'not-earned', 'team author'],
    ['T+ A- T+', 'earned', ''],
  ],
  both: [
    ['', 'unknown', 'team author'],
    ['T+', 'unknown', 'author'],
    ['A+', 'unknown', 'team'],
    ['T+ A+', 'earned', ''],
    ['A+ T+', 'earned', ''],
    ['T+ A-', 'not-earned', 'author'],
    ['T- A+', 'not-earned', 'team'],
    ['T- A-', 'not-earned', 'team author'],
    ['T-', 'not-earned', 'team author'],
    ['A- T/', 'not-earned', 'team author'],
    ['T/ A/', 'not-applicable', ''],
    ['T/', 'unknown', 'team author'],
    ['T/ A+', 'unknown', 'team'],
    ['T+ A/', 'unknown', 'author'],
    ['T+ A+ T-', 'not-earned', 'team'],
    ['T+ A+ T- T+', 'earned', ''],
  ],
};

describe.each(['team', 'author', 'either', 'both'] as const)('The star of the policy %s', (policy) => {
  test.each(tables[policy])('after %j is %s, and lacks the word of %j', (script, word, missing) => {
    const star = starOn('06-01', { policy }, ...telling(script));
    expect([star.word, star.missing.join(' ')]).toEqual([word, missing]);
  });
});

describe('A star', () => {
  test('names the rule, who, when and the evidence', () => {
    const fact = granted('02-01', { actor: 'github:mira', evidence: 'https://example.com/1' });
    expect(starOn('06-01', {}, fact).because).toBe(
      'team writers decides: granted by github:mira on 2024-02-01 (https://example.com/1)',
    );
    expect(starOn('06-01', { policy: 'author' }).because).toBe('the author decides: nothing said yet');
    expect(starOn('06-01', {}, notApplicable('02-01')).because).toMatch(
      /: said not to apply on 2024-02-01: it has no user interface$/,
    );
    expect(starOn('06-01', { policy: 'either' }).because).toMatch(
      /^team writers or the author decides, whichever spoke last/,
    );
  });

  test('of both keeps the half that was given, and shows it', () => {
    const star = starOn(
      '06-01',
      { policy: 'both' },
      granted('02-01', { actor: 'github:mira', comment: 'Done.' }),
    );
    expect(star.given).toEqual({
      team: expect.objectContaining({
        word: 'granted',
        by: 'github:mira',
        comment: 'Done.',
        at: on('02-01'),
      }),
      author: undefined,
    });
    expect(star.because).toBe(
      'team writers and the author decide together: team writers: granted by github:mira on 2024-02-01; the author: nothing said yet',
    );
  });

  test('goes by ids where two people speak at one moment, whoever is heard first', () => {
    const [first, second] = [granted('02-01', { id: 'a' }), revoked('02-01', { id: 'b', side: 'author' })];
    for (const facts of [
      [first, second],
      [second, first],
    ]) {
      expect(starOn('06-01', { policy: 'either' }, ...facts).word).toBe('not-earned');
    }
    const other = granted('02-01', { id: 'c', side: 'team' });
    expect(starOn('06-01', { policy: 'either' }, second, other, first).word).toBe('earned');
  });

  test('of another category, or by another side, is no star of this one', () => {
    expect(starOn('06-01', {}, granted('02-01', { category: 'tests' })).word).toBe('unknown');
    expect(starOn('06-01', { category: '__proto__' }, granted('02-01', { category: '__proto__' })).word).toBe(
      'earned',
    );
  });
});
