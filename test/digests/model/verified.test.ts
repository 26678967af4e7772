import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { foldTeam } from '../../../functions/catalog/model/team.ts';
import {
  type CatalogRecord,
  lastSeenAt,
  unverifiedSince,
} from '../../../functions/digests/model/verified.ts';
import { verified } from '../../support/digest-facts.ts';
import {
  featureRegistered,
  featureRenamed,
  featureRetired,
  identitiesOf,
  on,
  ordered,
  teamRegistered,
} from '../../support/ledger-facts.ts';

const registered = (day: string, maturity = 'beta') => featureRegistered(day, { feature: 'sort', maturity });
const looked = (day: string, fields?: string[]) => verified(day, { entity: 'feature:sort', fields });
const state = (...facts: Parameters<typeof ordered>[0]) =>
  foldFeature('sort', ordered(facts), identitiesOf('feature', facts).get('sort'));
const recordOf = (...facts: Parameters<typeof ordered>[0]): CatalogRecord => ({
  entity: 'feature:sort',
  title: 'Sort',
  team: 'search',
  state: state(...facts),
});
const march = { from: on('03-01') };

describe('A record was last seen', () => {
  test('when any of its fields was last changed or verified', () => {
    expect(lastSeenAt(state(registered('01-01')))).toBe(on('01-01'));
    expect(lastSeenAt(state(registered('01-01'), registered('02-01', 'ga')))).toBe(on('02-01'));
    expect(lastSeenAt(state(registered('01-01'), looked('03-01')))).toBe(on('03-01'));
    expect(lastSeenAt(state(registered('01-01'), looked('03-01', ['title'])))).toBe(on('03-01'));
    expect(lastSeenAt(state(looked('03-01'), registered('04-01', 'ga')))).toBe(on('04-01'));
  });

  test('not when it was told again as it was', () => {
    expect(lastSeenAt(state(registered('01-01'), registered('02-01')))).toBe(on('01-01'));
  });

  test('also where it is a team, and never where nothing is known of it', () => {
    const team = foldTeam('search', ordered([teamRegistered('01-01', {}), verified('02-01', {})]));
    expect(lastSeenAt(team)).toBe(on('02-01'));
    expect(lastSeenAt(state(looked('01-01')))).toBeUndefined();
  });
});

describe('A record that nobody verified since a period began', () => {
  test('is one whose last look lies before it', () => {
    expect(unverifiedSince([recordOf(registered('02-01'))], march)).toEqual([
      { entity: 'feature:sort', title: 'Sort', team: 'search', lastSeenAt: on('02-01') },
    ]);
    expect(unverifiedSince([recordOf(registered('03-01'))], march)).toEqual([]);
    expect(unverifiedSince([recordOf(registered('02-01'), looked('03-15'))], march)).toEqual([]);
    expect(unverifiedSince([recordOf(registered('01-01'), looked('02-29T23:59'))], march)).toHaveLength(1);
  });

  test('is none that is retired, goes by another name, or was never registered', () => {
    const gone = featureRetired('02-02', { feature: 'sort' });
    const renamed = featureRenamed('02-02', { feature: 'sort', to: 'order' });
    const records = [
      recordOf(registered('02-01'), gone),
      recordOf(registered('02-01'), renamed),
      recordOf(looked('02-01')),
    ];
    expect(unverifiedSince(records, march)).toEqual([]);
  });

  test('comes before those that were seen later, and each is there once', () => {
    const day = fc.constantFrom('01-01', '02-01', '02-29', '03-01', '03-20');
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.nat({ max: 5 }))), (seen) => {
        const records = seen.map(([when, name], at): CatalogRecord => {
          const one = recordOf(registered(when));
          return { ...one, entity: `feature:${name}-${at}` };
        });
        const found = unverifiedSince(records, march);
        const expected = records.filter((_, at) => on(seen[at]?.[0] ?? '') < march.from);
        expect(found.map(({ entity }) => entity).sort()).toEqual(expected.map(({ entity }) => entity).sort());
        expect(found.map((one) => one.lastSeenAt)).toEqual(found.map((one) => one.lastSeenAt).toSorted());
      }),
    );
  });
});
