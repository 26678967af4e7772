import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { announcedMaturity } from '../../../functions/catalog/model/feature.ts';
import { fold } from '../../../functions/catalog/model/kinds.ts';
import { verified } from '../../support/digest-facts.ts';
import {
  accepted,
  factsRetold,
  featureRegistered,
  featureRenamed,
  flagChanged,
  identitiesOf,
  mentionsOf,
  merged,
  projectStarted,
  releaseCut,
  releaseRenamed,
  releaseScheduled,
  teamRegistered,
} from '../../support/ledger-facts.ts';

/** Folds a ledger as snapshots do: with the facts of all its names, and the features that it mentions. */
function folded(kind: Entity['kind'], id: string, ...facts: readonly Fact[]) {
  const entity = { kind, id };
  const names = identitiesOf(kind, facts).get(id);
  if (names === undefined) throw new Error(`nobody speaks of ${id}`);
  const owned = mentionsOf(entity, facts).filter((mention) => mention.kind === 'OWNED');
  return fold(
    entity,
    names.entries.map(({ fact }) => fact),
    { names, features: owned.flatMap((mention) => mention.names) },
  );
}
const listing = (...facts: Parameters<typeof folded>) => folded(...facts).listing;
function announced(...facts: Parameters<typeof folded>) {
  const { state } = folded(...facts);
  return 'feature' in state ? announcedMaturity(state) : undefined;
}
const unregistered = (kind: string, id: string) => ({ list: 'UNREGISTERED', card: { kind, id } });

describe('An entity is listed', () => {
  test('among the teams for a team', () => {
    expect(listing('team', 'search', teamRegistered('01-01', { title: 'Find' }))).toEqual({
      list: 'TEAMS',
      card: { kind: 'team', id: 'search', title: 'Find' },
    });
  });

  test('among the trains for a train', () => {
    expect(listing('train', 'server', releaseScheduled('01-01', { release: '5.2' }))).toEqual({
      list: 'TRAINS',
      card: { kind: 'train', id: 'server' },
    });
  });

  test('under its team for a feature and a project', () => {
    expect(listing('feature', 'sort', featureRegistered('01-01', { feature: 'sort' }))).toEqual({
      list: 'FEATURES',
      owner: 'search',
      card: { kind: 'feature', id: 'sort', title: 'Sort', team: 'search', maturity: 'beta' },
    });
    expect(listing('project', 'rank', projectStarted('01-01', {}))).toEqual({
      list: 'PROJECTS',
      owner: 'search',
      card: { kind: 'project', id: 'rank', title: 'Ranking', team: 'search' },
    });
  });

  test('under its present name only, for a feature that was renamed', () => {
    const facts = [
      featureRegistered('01-01', { feature: 'sort' }),
      featureRenamed('01-02', { feature: 'sort', to: 'order' }),
    ];
    expect(listing('feature', 'sort', ...facts)).toEqual({});
    expect(listing('feature', 'order', ...facts)).toMatchObject({ list: 'FEATURES', owner: 'search' });
  });

  test('nowhere for a release or a feature flag that somebody registered: their trains and features show them', () => {
    expect(listing('release', '5.2', releaseScheduled('01-01', { release: '5.2' }))).toEqual({});
    expect(
      listing('flag', 'new-sort', featureRegistered('01-01', { feature: 'sort', flag: 'new-sort' })),
    ).toEqual({});
  });

  test('nowhere for the former name of a release, though it was never scheduled', () => {
    expect(listing('release', 'next', releaseRenamed('01-01', { release: 'next', to: '5.2' }))).toEqual({});
  });
});

describe('An entity is listed as unregistered', () => {
  test.each<[Entity['kind'], string, Fact]>([
    ['feature', 'sort', projectStarted('01-01', { features: ['sort'] })],
    ['project', 'rank', merged('01-01', {})],
    ['release', '5.2', releaseCut('01-01', { release: '5.2' })],
    ['flag', 'new-sort', flagChanged('01-01', { enabledByDefault: true })],
  ])('for a %s that facts speak of and nobody registered', (kind, id, fact) => {
    expect(listing(kind, id, fact)).toEqual(unregistered(kind, id));
  });

  test('for a team that nobody registered', () => {
    expect(listing('team', 'search', verified('01-01', { entity: 'team:search' }))).toEqual({
      list: 'UNREGISTERED',
      card: { kind: 'team', id: 'search', title: 'search' },
    });
  });
});

describe('What announcements speak of', () => {
  test('is the maturity of a feature', () => {
    const facts = [
      featureRegistered('01-01', { feature: 'sort' }),
      featureRegistered('01-02', { feature: 'sort', maturity: 'ga' }),
    ];
    expect(announced('feature', 'sort', ...facts)).toBe('ga');
  });

  test('is nothing for a feature that nobody registered, or that goes by another name', () => {
    const facts = [
      featureRegistered('01-01', { feature: 'sort' }),
      featureRenamed('01-02', { feature: 'sort', to: 'order' }),
    ];
    expect(announced('feature', 'sort', ...facts)).toBeUndefined();
    expect(announced('feature', 'x', projectStarted('01-01', { features: ['x'] }))).toBeUndefined();
  });
});

describe('Every fold', () => {
  test('gives the same snapshot for the same events, in any order and with repeats', () => {
    fc.assert(
      fc.property(factsRetold, ([facts, again]) => {
        for (const entity of facts.flatMap((fact) => accepted(fact).entities))
          expect(folded(entity.kind, entity.id, ...again)).toEqual(folded(entity.kind, entity.id, ...facts));
      }),
    );
  });
});
