import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  flagDefaultAt,
  flagState,
  foldFlag,
  turnedOnWithin,
  turnFacts,
} from '../../../functions/catalog/model/flag.ts';
import { flagChanged, on, ordered } from '../../support/ledger-facts.ts';

const turn = (day: string, enabledByDefault: boolean) => flagChanged(day, { enabledByDefault });

describe('A feature flag', () => {
  test('is unregistered, its default unknown, while no feature named it and nobody told', () => {
    const state = foldFlag('new-sort', []);
    expect(state).toMatchObject({ flag: 'new-sort', registered: false, features: [] });
    expect(state.enabledByDefault).toBeUndefined();
    expect(state.changedAt).toBeUndefined();
  });

  test('is as it was last told, and knows the features that ever named it', () => {
    const facts = [turn('03-02', false), turn('03-01', true)];
    const state = foldFlag('new-sort', ordered(facts), ['sort', 'order', 'sort']);
    expect(state).toMatchObject({
      flag: 'new-sort',
      registered: true,
      features: ['order', 'sort'],
      enabledByDefault: false,
      changedAt: on('03-02'),
    });
    expect(flagState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});

test('A feature flag that very many features named tells the first of them, and how many more there are', () => {
  const named = Array.from({ length: 103 }, (_none, at) => `feature-${String(at).padStart(3, '0')}`);
  const state = foldFlag('new-sort', [], named);
  expect(state).toMatchObject({ registered: true, features: named.slice(0, 100), featuresOmitted: 3 });
});

describe('The default of a feature flag at a moment', () => {
  const facts = ordered([turn('03-02', true), turn('03-03', false)]);

  test.each([
    ['unknown, neither on nor off, before anybody told', '03-01T23:59', 'unknown'],
    ['on from the very moment it turned on', '03-02', 'on'],
    ['on until it turns off', '03-02T23:59', 'on'],
    ['off from the very moment it turned off', '03-03', 'off'],
  ])('is %s', (_name, at, expected) => expect(flagDefaultAt(facts, on(at))).toBe(expected));

  test('is unknown when nobody ever told', () => expect(flagDefaultAt([], on('03-01'))).toBe('unknown'));
});

describe('A feature flag turned on within a window (after, until]', () => {
  const turned = (...facts: ReturnType<typeof turn>[]) =>
    turnedOnWithin(ordered(facts), on('03-01'), on('04-01'))?.detail.occurredAt;

  test('is told by the fact that turned it on', () => expect(turned(turn('03-15', true))).toBe(on('03-15')));

  test('counts at the end of the window and not at its beginning', () => {
    expect(turned(turn('04-01', true))).toBe(on('04-01'));
    expect(turned(turn('03-01', true))).toBeUndefined();
  });

  test('does not count after the window', () => expect(turned(turn('04-01T00:01', true))).toBeUndefined());

  test('does not count when it was on before', () => {
    expect(turned(turn('02-01', true), turn('03-15', true))).toBeUndefined();
  });

  test('does not count when it is off again at the end', () => {
    expect(turned(turn('03-10', true), turn('03-20', false))).toBeUndefined();
  });

  test('turns nothing on when it was on before, off for a while, and on again', () => {
    expect(turned(turn('02-01', true), turn('03-10', false), turn('03-20', true))).toBeUndefined();
  });

  test('is told by the last time it turned on, when it went off in between', () => {
    expect(turned(turn('03-05', true), turn('03-10', false), turn('03-20', true))).toBe(on('03-20'));
  });

  test('is told by the first fact of those that say it is on', () => {
    expect(turned(turn('02-01', false), turn('03-10', true), turn('03-20', true))).toBe(on('03-10'));
  });

  test('counts when it goes off only after the window', () => {
    expect(turned(turn('03-10', true), turn('04-02', false))).toBe(on('03-10'));
  });

  test('is not there when it turned off', () => expect(turned(turn('03-10', false))).toBeUndefined());

  test('counts from the beginning of time for a first release', () => {
    const turnedOn = turn('01-01', true);
    expect(turnedOnWithin([turnedOn], undefined, on('04-01'))).toEqual(turnedOn);
  });
});

describe('The turns that the summary of a feature flag keeps', () => {
  const someDay = fc.integer({ min: 1, max: 9 }).map((day) => `03-0${day}`);
  const someTurns = fc.array(fc.tuple(someDay, fc.boolean()).map(([day, enabled]) => turn(day, enabled)));

  test('say the same about any moment and any window as the whole ledger', () => {
    fc.assert(
      fc.property(someTurns, someDay, someDay, (told, one, other) => {
        const facts = ordered(told);
        const turns = turnFacts(foldFlag('new-sort', facts));
        expect(flagDefaultAt(turns, on(one))).toBe(flagDefaultAt(facts, on(one)));
        const [after, until] = one < other ? [on(one), on(other)] : [on(other), on(one)];
        expect(turnedOnWithin(turns, after, until)).toEqual(turnedOnWithin(facts, after, until));
        expect(turnedOnWithin(turns, undefined, until)).toEqual(turnedOnWithin(facts, undefined, until));
      }),
    );
  });

  test('leave out what was told again', () => {
    const again = [turn('03-01', true), turn('03-02', true), turn('03-03', false), turn('03-04', false)];
    expect(foldFlag('new-sort', again)).toMatchObject({
      turns: [{ occurredAt: on('03-01') }, { occurredAt: on('03-03') }],
      complete: true,
    });
  });

  test('are the newest, and say that they are not all, where there are very many', () => {
    const minute = (at: number) => `03-01T0${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
    const many = (count: number) =>
      foldFlag(
        'new-sort',
        Array.from({ length: count }, (_none, at) => turn(minute(at), at % 2 === 0)),
      );
    expect(many(100)).toMatchObject({ complete: true });
    expect(many(101).complete).toBe(false);
    expect(many(101).turns).toHaveLength(100);
    expect(many(101).turns.at(-1)?.occurredAt).toBe(on(minute(100)));
  });
});
