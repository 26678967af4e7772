import { describe, expect, test } from '@jest/globals';
import { on } from '../../support/ledger-facts.ts';
import { type Given, granted, notApplicable, revoked, starOn } from './facts.ts';

describe('A star that expires', () => {
  const monthly: Given = { expiresAfter: 'P1M' };

  test('holds up to the moment, and from it on is unknown and must be attested again', () => {
    const fact = granted('01-31T12:00');
    expect(starOn('02-29T11:59', monthly, fact)).toMatchObject({
      word: 'earned',
      isExpired: false,
      missing: [],
    });
    const expired = starOn('02-29T12:00', monthly, fact);
    expect(expired).toMatchObject({ word: 'unknown', isExpired: true, settled: 'earned', missing: ['team'] });
    expect(expired.expiresAt).toBe(on('02-29T12:00'));
    expect(expired.because).toMatch(/expired on 2024-02-29 and must be attested again$/);
  });

  test('holds anew when it is given again', () => {
    const facts = [granted('01-31'), granted('02-20')];
    expect(starOn('03-01', monthly, ...facts)).toMatchObject({ word: 'earned', expiresAt: on('03-20') });
    expect(starOn('03-20', monthly, ...facts).word).toBe('unknown');
  });

  test('of both expires with the half that expires first', () => {
    const both: Given = { ...monthly, policy: 'both' };
    const facts = [granted('02-01'), granted('02-10', { side: 'author' })];
    expect(starOn('02-20', both, ...facts)).toMatchObject({ word: 'earned', expiresAt: on('03-01') });
    expect(starOn('03-05', both, ...facts)).toMatchObject({
      word: 'unknown',
      isExpired: true,
      missing: ['team'],
    });
    expect(starOn('03-10', both, ...facts).missing).toEqual(['team', 'author']);
  });

  test('of either expires with the word that was last', () => {
    const facts = [granted('02-01'), granted('02-10', { side: 'author' })];
    expect(starOn('03-05', { ...monthly, policy: 'either' }, ...facts)).toMatchObject({
      word: 'earned',
      expiresAt: on('03-10'),
    });
  });

  test('is one that was granted: what was taken back, or does not apply, stays so', () => {
    const star = starOn('12-01', monthly, revoked('01-31'));
    expect(star).toMatchObject({ word: 'not-earned', isExpired: false });
    expect(star.because).toMatch(/taken back on 2024-01-31$/);
    expect(starOn('12-01', monthly, notApplicable('01-31'))).toMatchObject({
      word: 'not-applicable',
      isExpired: false,
    });
  });

  test('never comes to it where that is later than any event', () => {
    for (const expiresAfter of ['P500Y', 'P99999999999Y', 'PT99999999999999999H']) {
      expect(starOn('12-01', { expiresAfter }, granted('02-01'))).toMatchObject({
        word: 'earned',
        expiresAt: undefined,
      });
    }
  });

  test.each([
    ['P90D', '2024-05-01T00:00:00.000Z'],
    ['P6M', '2024-08-01T00:00:00.000Z'],
    ['P1Y', '2025-02-01T00:00:00.000Z'],
    ['P2W', '2024-02-15T00:00:00.000Z'],
    ['PT12H', '2024-02-01T12:00:00.000Z'],
    ['P1Y2M3DT4H5M6S', '2025-04-04T04:05:06.000Z'],
  ])('after %s does so at %s', (expiresAfter, expiresAt) => {
    expect(starOn('02-02', { expiresAfter }, granted('02-01')).expiresAt).toBe(expiresAt);
  });
});
