import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { turnedOnWithin } from '../../../functions/catalog/model/flag.ts';
import { shippedOn } from '../../../functions/digests/model/coming-up.ts';
import { flagChanged, on, ordered, retold } from '../../support/ledger-facts.ts';

/** Cut on the first of April, May and June. */
const judged = [
  { release: '5.2', until: on('04-01') },
  { release: '5.3', until: on('05-01') },
  { release: '5.4', until: on('06-01') },
];
const turned = (day: string, enabledByDefault: boolean) => flagChanged(day, { enabledByDefault });
const offered = (at: string, facts: readonly Fact[]) => shippedOn(ordered(facts), judged, on(at));

describe('A feature flag', () => {
  const isOn = turned('04-10', true);

  test('can go once the release that ships it on by default is cut, and not before', () => {
    expect(offered('04-30T23:59', [isOn])).toBeUndefined();
    expect(offered('05-01', [isOn])?.release).toBe('5.3');
    expect(offered('07-01', [isOn])?.release).toBe('5.3');
  });

  test('counts for the release whose cut is the moment of its turn', () => {
    expect(offered('05-01', [turned('05-01', true)])?.release).toBe('5.3');
    expect(offered('05-31', [turned('05-01T00:01', true)])).toBeUndefined();
  });

  test('stays while its default is off, as of then', () => {
    expect(offered('05-01', [turned('01-01', false)])).toBeUndefined();
    const off = [isOn, turned('04-20', false)];
    expect(offered('05-01', off)).toBeUndefined();
    expect(offered('05-01', [isOn, turned('05-02', false)])).toBeDefined();
    expect(offered('05-02', [isOn, turned('05-02', false)])).toBeUndefined();
  });

  test('starts again when it was turned off and on again, and not when it was reported again', () => {
    const again = [isOn, turned('04-20', false), turned('05-10', true)];
    expect(offered('05-15', again)).toBeUndefined();
    expect(offered('06-01', again)?.release).toBe('5.4');
    expect(offered('05-15', [isOn, turned('05-10', true)])?.release).toBe('5.3');
  });

  test('stays while its default is unknown', () => {
    expect(offered('06-01', [])).toBeUndefined();
  });

  test('is not offered while no release was cut since', () => {
    expect(shippedOn([isOn], [], on('06-01'))).toBeUndefined();
    expect(offered('12-01', [turned('06-02', true)])).toBeUndefined();
  });

  test('is offered only for a release that was cut since it turned on, however it was turned', () => {
    const day = fc.constantFrom('03-01', '04-01', '04-15', '05-01', '05-02', '06-01', '06-15');
    const facts = fc
      .array(fc.tuple(day, fc.boolean()), { maxLength: 6 })
      .map((turns): Fact[] => turns.map(([when, value]) => turned(when, value)))
      .chain((all) => fc.tuple(fc.constant(all), retold(all)));
    fc.assert(
      fc.property(facts, day, ([all, again], at) => {
        const found = offered(at, all);
        expect(offered(at, again)).toEqual(found);
        if (found === undefined) return;
        const { until } = found;
        const isOffAgain = all.some(({ type, detail }) => {
          const isOff = type === 'FeatureFlagChanged' && !detail.enabledByDefault;
          return isOff && detail.occurredAt > until && detail.occurredAt <= on(at);
        });
        expect(turnedOnWithin(ordered(all), undefined, until)).toBeDefined();
        expect([until <= on(at), isOffAgain]).toEqual([true, false]);
      }),
    );
  });
});
