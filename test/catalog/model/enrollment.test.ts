import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { enrollmentOf, enrollmentState } from '../../../functions/catalog/model/enrollment.ts';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import {
  accountEnrolled,
  accountLeft,
  enrollmentClosed,
  enrollmentOpened,
} from '../../support/digest-facts.ts';
import { featureRegistered, featureRetired, ordered, retold } from '../../support/ledger-facts.ts';

const of = (...facts: readonly Fact[]) => enrollmentOf(ordered(facts));
const beta = 'beta' as const;
const eap = 'eap' as const;
const joined = (day: string, account: string, stage?: 'eap' | 'beta') =>
  accountEnrolled(day, { account, stage });
const left = (day: string, account: string, stage?: 'eap' | 'beta') => accountLeft(day, { account, stage });
const registered = (day: string) => featureRegistered(day, { feature: 'sort' });
const retired = (day: string) => featureRetired(day, { feature: 'sort' });

describe('The enrolment of a feature', () => {
  test('is nothing while nobody said anything of it', () => {
    expect(of(registered('01-01'), retired('02-01'))).toBeUndefined();
    expect(foldFeature('sort', ordered([registered('01-01')])).enrollment).toBeUndefined();
  });

  test('is open or closed by stage, as was said last', () => {
    expect(of(enrollmentOpened('01-01', { stage: eap }))).toEqual({
      stages: { eap: { isOpen: true, accounts: 0 } },
      accounts: 0,
    });
    const facts = [
      enrollmentClosed('02-01', { stage: eap }),
      enrollmentOpened('01-01', { stage: eap }),
      enrollmentOpened('02-01', { stage: beta }),
    ];
    expect(of(...facts)?.stages).toMatchObject({ eap: { isOpen: false }, beta: { isOpen: true } });
  });

  test('is neither open nor closed where only accounts are known', () => {
    expect(of(joined('01-01', 'a', beta))).toEqual({
      stages: { beta: { isOpen: undefined, accounts: 1 } },
      accounts: 1,
    });
  });

  test('counts an account once, however often it joined, and in both of its stages', () => {
    const state = of(joined('01-01', 'a', eap), joined('01-02', 'a', eap), joined('01-03', 'a', beta));
    expect(state).toMatchObject({ stages: { eap: { accounts: 1 }, beta: { accounts: 1 } }, accounts: 1 });
  });

  test('does not count who left, until they are back', () => {
    const facts = [joined('01-01', 'a', beta), joined('01-01', 'b', beta), left('01-02', 'a', beta)];
    expect(of(...facts)).toMatchObject({ stages: { beta: { accounts: 1 } }, accounts: 1 });
    expect(of(...facts, joined('01-03', 'a', beta))?.accounts).toBe(2);
    expect(of(joined('01-01', 'a', beta), joined('01-01', 'a', eap), left('01-02', 'a', beta))).toMatchObject(
      {
        stages: { eap: { accounts: 1 } },
        accounts: 1,
      },
    );
  });

  test('counts an account without a stage in all, and in no stage', () => {
    expect(of(joined('01-01', 'a'), joined('01-01', 'b', beta))).toMatchObject({
      stages: { beta: { accounts: 1 } },
      accounts: 2,
    });
    expect(of(joined('01-01', 'a'), left('01-02', 'a', beta))?.accounts).toBe(0);
  });

  test('is left as a whole where no stage is named', () => {
    expect(of(joined('01-01', 'a', eap), joined('01-01', 'a', beta), left('01-02', 'a'))).toEqual({
      stages: {},
      accounts: 0,
    });
  });

  test('keeps those who joined when it closes', () => {
    const facts = [joined('01-01', 'a', beta), enrollmentClosed('02-01', { stage: beta })];
    expect(of(...facts)?.stages.beta).toEqual({ isOpen: false, accounts: 1 });
  });

  test('is closed while the feature is retired, also in a stage that nobody opened or that is opened then', () => {
    const facts = [
      registered('01-01'),
      enrollmentOpened('01-02', { stage: beta }),
      joined('01-03', 'a', eap),
    ];
    expect(of(...facts)?.stages.beta?.isOpen).toBe(true);
    const gone = [...facts, retired('02-01')];
    expect(of(...gone)?.stages).toEqual({
      eap: { isOpen: false, accounts: 1 },
      beta: { isOpen: false, accounts: 0 },
    });
    const opened = enrollmentOpened('02-02', { stage: beta });
    expect(of(...gone, opened)?.stages.beta?.isOpen).toBe(false);
  });

  test('is not open by itself when the feature is back', () => {
    const back = [
      registered('01-01'),
      enrollmentOpened('01-02', { stage: beta }),
      retired('02-01'),
      registered('03-01'),
    ];
    expect(of(...back)?.stages.beta?.isOpen).toBe(false);
    expect(of(...back, enrollmentOpened('03-02', { stage: beta }))?.stages.beta?.isOpen).toBe(true);
  });
});

const stage = fc.constantFrom(eap, beta, undefined);
const day = fc.constantFrom('01-01', '01-02', '02-01', '03-01');
const account = fc.nat({ max: 6 }).map((number) => `acct-secret-${number}`);
const anyEnrolment = fc.array(
  fc.oneof(
    fc.tuple(day, account, stage).map(([when, who, where]): Fact => joined(when, who, where)),
    fc.tuple(day, account, stage).map(([when, who, where]): Fact => left(when, who, where)),
    fc.tuple(day, fc.constantFrom(eap, beta)).map(([when, where]): Fact => {
      return enrollmentOpened(when, { stage: where });
    }),
  ),
  { minLength: 1, maxLength: 30 },
);

describe('What a feature keeps of its enrolment', () => {
  test('names no account, whoever joined and left', () => {
    fc.assert(
      fc.property(anyEnrolment, (facts) => {
        const state = foldFeature('sort', ordered([registered('01-01'), ...facts]));
        expect(state.enrollment).toBeDefined();
        expect(JSON.stringify(state)).not.toContain('acct-secret');
        expect(enrollmentState.parse(JSON.parse(JSON.stringify(state.enrollment)))).toEqual(state.enrollment);
      }),
    );
  });

  test('is the same in whatever order it was told, and how often', () => {
    const facts = anyEnrolment.chain((all) => fc.tuple(fc.constant(all), retold(all)));
    fc.assert(fc.property(facts, ([all, again]) => expect(of(...again)).toEqual(of(...all))));
  });

  test('counts as many as a plain count of the last word of each account', () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.boolean()), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(moves, (all) => {
        const facts = all.map(([who, isIn], at) =>
          (isIn ? joined : left)(`01-${String(at + 1).padStart(2, '0')}`, `acct-${who}`, beta),
        );
        const last = new Map(all);
        expect(of(...facts)?.accounts).toBe([...last.values()].filter((isIn) => isIn).length);
      }),
    );
  });
});
