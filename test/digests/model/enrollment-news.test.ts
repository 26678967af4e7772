import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { enrollmentNews } from '../../../functions/digests/model/coming-up.ts';
import {
  accountEnrolled,
  accountLeft,
  enrollmentClosed,
  enrollmentOpened,
} from '../../support/digest-facts.ts';
import { featureRegistered, on, ordered } from '../../support/ledger-facts.ts';

const sort = { feature: 'sort', title: 'Sort', team: 'search' };
const march = (...facts: readonly Fact[]) =>
  enrollmentNews(sort, ordered(facts), { first: on('02-29T23:59'), last: on('03-31T23:59') });
const textOf = (...facts: readonly Fact[]) => march(...facts).map(({ text }) => text);

const joined = (day: string, account: string, stage?: 'eap' | 'beta') =>
  accountEnrolled(day, { account, ...(stage === undefined ? {} : { stage }) });

describe('Of the enrolment of a feature a digest tells', () => {
  test('what it has become, when it was otherwise before', () => {
    expect(march(enrollmentOpened('03-02', { stage: 'beta' }), joined('03-03', 'acme', 'beta'))).toEqual([
      { kind: 'enrolment', ...sort, text: 'beta is open, 1 account', isOverdue: false },
    ]);
  });

  test('both stages, early access first, and those that closed', () => {
    expect(
      textOf(
        enrollmentOpened('02-01', { stage: 'eap' }),
        joined('02-02', 'acme', 'eap'),
        joined('02-02', 'initech', 'eap'),
        enrollmentClosed('03-02', { stage: 'eap' }),
        enrollmentOpened('03-02', { stage: 'beta' }),
      ),
    ).toEqual(['early access is closed, 2 accounts; beta is open, 0 accounts']);
  });

  test('a stage that nobody opened or closed', () => {
    expect(textOf(joined('03-02', 'acme', 'beta'))).toEqual(['beta: 1 account']);
  });

  test('accounts whose stage nobody named', () => {
    expect(textOf(joined('03-02', 'acme'), joined('03-02', 'initech'))).toEqual(['2 accounts']);
    expect(textOf(joined('02-02', 'acme', 'beta'), joined('03-02', 'initech'))).toEqual([
      'beta: 1 account; 2 accounts in all',
    ]);
  });

  test('each account once in all, where some are in both stages', () => {
    expect(textOf(joined('03-02', 'acme', 'eap'), joined('03-03', 'acme', 'beta'))).toEqual([
      'early access: 1 account; beta: 1 account; 1 account in all',
    ]);
  });

  test('nothing when it is as it was', () => {
    expect(textOf(joined('02-02', 'acme', 'beta'))).toEqual([]);
    const left = accountLeft('03-03', { account: 'acme' });
    expect(textOf(joined('03-02', 'acme', 'beta'), left)).toEqual([]);
    expect(textOf(joined('02-01', 'initech', 'beta'), joined('03-02', 'acme', 'beta'), left)).toEqual([]);
  });

  test('that nobody is left', () => {
    expect(textOf(joined('02-02', 'acme'), accountLeft('03-03', { account: 'acme' }))).toEqual([
      '0 accounts',
    ]);
  });

  test('nothing where nobody ever said anything of it, or only later', () => {
    expect(textOf()).toEqual([]);
    expect(textOf(featureRegistered('03-01', { feature: 'sort' }), joined('04-01', 'acme'))).toEqual([]);
  });

  test('never which accounts', () => {
    const told = JSON.stringify(march(joined('03-02', 'acme-corp', 'eap'), joined('03-02', 'initech-inc')));
    expect(told).not.toMatch(/acme|initech/);
  });
});
