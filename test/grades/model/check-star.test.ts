import { describe, expect, test } from '@jest/globals';
import { on } from '../../support/ledger-facts.ts';
import { type Given, granted, notApplicable, recorded, revoked, starOn } from './facts.ts';

describe('A star that a rule gives', () => {
  const checked: Given = { policy: 'check', check: 'facts.coverage >= 80 && facts["open findings"] == 0' };
  const fine = [
    recorded('02-01', 'coverage', 83.5, { actor: 'system:ci', evidence: 'https://example.com/ci' }),
    recorded('02-02', 'open findings', 0),
  ];

  test('is earned where the rule holds, and names what it goes by', () => {
    const star = starOn('06-01', checked, ...fine);
    expect(star).toMatchObject({ word: 'earned', missing: [], unknownFacts: [] });
    expect(star.because).toBe(
      'the rule facts.coverage >= 80 && facts["open findings"] == 0 holds: coverage is 83.5, recorded by system:ci on 2024-02-01 (https://example.com/ci); open findings is 0, recorded on 2024-02-02',
    );
  });

  test('is not earned where it does not, and unknown where a fact is', () => {
    expect(starOn('06-01', checked, recorded('02-01', 'coverage', 79.9)).word).toBe('not-earned');
    const star = starOn('06-01', checked, recorded('02-01', 'coverage', 83));
    expect(star).toMatchObject({ word: 'unknown', unknownFacts: ['open findings'] });
    expect(star.because).toMatch(/cannot be answered, nobody has recorded open findings/);
  });

  test('goes by what was recorded last, and by nothing where that is null', () => {
    expect(starOn('06-01', checked, ...fine, recorded('03-01', 'coverage', 10)).word).toBe('not-earned');
    const star = starOn('06-01', checked, ...fine, recorded('03-01', 'coverage', null));
    expect(star).toMatchObject({ word: 'unknown', unknownFacts: ['coverage'] });
    expect(star.because).toMatch(/nobody has recorded coverage: coverage is unknown; open findings is 0/);
  });

  test('is granted by nobody, but the owning team may say that it does not apply, and take that back', () => {
    expect(starOn('06-01', checked, granted('02-01'), granted('02-01', { side: 'author' })).word).toBe(
      'unknown',
    );
    expect(starOn('06-01', checked, ...fine, revoked('02-01')).word).toBe('earned');
    const star = starOn('06-01', checked, ...fine, notApplicable('02-01'));
    expect(star).toMatchObject({ word: 'not-applicable', missing: [] });
    expect(star.because).toMatch(
      /team writers may say that it does not apply: said not to apply on 2024-02-01: it has/,
    );
    expect(starOn('06-01', checked, ...fine, notApplicable('02-01', { side: 'author' })).word).toBe('earned');
    expect(starOn('06-01', checked, ...fine, notApplicable('02-01'), revoked('02-02')).word).toBe('earned');
  });

  test('is unknown where the rule cannot be read, and says why', () => {
    const star = starOn('06-01', { policy: 'check', check: 'facts.coverage >=' }, ...fine);
    expect(star.word).toBe('unknown');
    expect(star.because).toMatch(/cannot be read: column 18: the rule ends too early/);
  });

  test('wants what it goes by measured again when that is older than a star holds', () => {
    const monthly: Given = {
      policy: 'check',
      check: 'facts.coverage >= 80 || facts.audited',
      expiresAfter: 'P1M',
    };
    const facts = [recorded('02-01', 'coverage', 83), recorded('02-10', 'audited', true)];
    expect(starOn('03-05', monthly, ...facts)).toMatchObject({ word: 'earned', expiresAt: on('03-10') });
    const star = starOn('03-10', monthly, ...facts);
    expect(star).toMatchObject({ word: 'unknown', isExpired: true, unknownFacts: ['coverage', 'audited'] });
    expect(star.because).toMatch(/what it goes by expired on 2024-03-10/);
    const half = starOn('03-05', monthly, recorded('02-01', 'coverage', 3));
    expect(half).toMatchObject({ word: 'unknown', isExpired: false, expiresAt: undefined });
    const no = [recorded('02-01', 'coverage', 3), recorded('02-10', 'audited', false)];
    expect(starOn('02-20', monthly, ...no)).toMatchObject({ word: 'not-earned', expiresAt: on('03-01') });
    expect(starOn('03-01', monthly, ...no)).toMatchObject({ word: 'unknown', settled: 'not-earned' });
  });
});
