import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { inOrder } from '../../../functions/kernel/model/facts.ts';
import {
  canBeRenamed,
  type Identity,
  identityOf,
  means,
  namesIn,
  neverRenamed,
  presentName,
} from '../../../functions/kernel/model/identity.ts';
import {
  entriesOf,
  featureRegistered,
  featureRenamed,
  featureRetired,
  identitiesOf,
  idsOf,
  merged,
  on,
  ordered,
  releaseCut,
  releaseRenamed,
  releaseScheduled,
  retold,
} from '../../support/ledger-facts.ts';

const rename = (day: string, from: string, to: string, id?: string) =>
  featureRenamed(day, { feature: from, to, ...(id === undefined ? {} : { id }) });
const registered = (day: string, name: string) => featureRegistered(day, { feature: name });
/** Something that is said of a feature, and changes no name. */
const said = (day: string, name: string) => featureRetired(day, { feature: name });

function who(name: string, facts: readonly Fact[]): Identity {
  const found = identitiesOf('feature', facts).get(name);
  if (found === undefined) throw new Error(`nobody speaks of ${name}`);
  return found;
}
const nameOf = (name: string, ...facts: readonly Fact[]) => who(name, facts).name;
const factsOf = (name: string, ...facts: readonly Fact[]) => who(name, facts).entries.map(({ fact }) => fact);

describe('Events in order', () => {
  const ids = (facts: readonly Fact[]) =>
    entriesOf(facts)
      .toSorted(inOrder)
      .map(({ fact }) => fact.detail.id);

  test('go by when they happened, then by id', () => {
    const facts = [merged('03-02', { id: 'a' }), merged('03-01', { id: 'c' }), merged('03-01', { id: 'b' })];
    expect(ids(facts)).toEqual(['b', 'c', 'a']);
  });

  test('go by the code units of their ids, not by any language', () => {
    expect(ids(['ä', 'b', 'Z', 'a'].map((id) => merged('03-01', { id })))).toEqual(['Z', 'a', 'b', 'ä']);
  });

  test('go by their content where moment and id are the same', () => {
    const [one, other] = ['One', 'Two'].flatMap((title) =>
      entriesOf([merged('03-01', { id: 'same', title })]),
    );
    if (one === undefined || other === undefined) throw new Error('nothing was told');
    expect(Math.sign(inOrder(one, other))).toBe(one.digest < other.digest ? -1 : 1);
    expect(inOrder(one, one)).toBe(0);
  });
});

describe('A name that nobody renamed', () => {
  const facts = [said('01-02', 'a'), registered('01-01', 'a')];

  test('means one entity for all time, with all that was said under it', () => {
    expect(who('a', facts)).toMatchObject({ name: 'a', spans: [{ name: 'a' }], earlier: [] });
    expect(factsOf('a', ...facts)).toEqual(ordered(facts));
  });

  test('means the same entity when it is registered again', () => {
    expect(who('a', [...facts, registered('01-03', 'a')]).spans).toHaveLength(1);
  });

  test('says so without any ledger', () => {
    expect(neverRenamed('a')).toEqual({ name: 'a', spans: [{ name: 'a' }], earlier: [] });
  });
});

describe('A renamed entity', () => {
  const before = registered('01-01', 'a');
  const renamed = rename('01-10', 'a', 'b');

  test('goes by its new name, and both names lead to it', () => {
    expect(nameOf('a', before, renamed)).toBe('b');
    expect(nameOf('b', before, renamed)).toBe('b');
    expect(factsOf('a', before, renamed)).toEqual(factsOf('b', before, renamed));
  });

  test('has what was said under either name, and its rename once', () => {
    const after = registered('01-20', 'b');
    expect(factsOf('b', before, renamed, after)).toEqual([before, renamed, after]);
  });

  test('is still meant by its old name after the rename: senders go on using it', () => {
    const late = said('01-20', 'a');
    expect(factsOf('b', before, renamed, late)).toContainEqual(late);
    expect(nameOf('a', before, renamed, late)).toBe('b');
  });

  test('has what was said of its new name before anybody renamed it to that', () => {
    const early = said('01-02', 'b');
    expect(factsOf('b', before, renamed, early)).toEqual([before, early, renamed]);
  });

  test('has what was registered under the old name at the very moment of the rename', () => {
    const same = registered('01-10', 'a');
    expect(factsOf('b', before, renamed, same)).toContainEqual(same);
    expect(nameOf('a', before, renamed, same)).toBe('b');
  });

  test('keeps its old name when a release of that name is scheduled', () => {
    const release = releaseScheduled('01-20', { release: 'a' });
    expect(nameOf('a', before, renamed, release)).toBe('b');
  });
});

describe('After a chain of renames', () => {
  const chain = [rename('01-03', 'b', 'c'), rename('01-02', 'a', 'b')];

  test.each(['a', 'b', 'c'])('%s leads to the last name', (name) => expect(nameOf(name, ...chain)).toBe('c'));

  test('all names have always meant the one entity', () => {
    expect(
      who('b', chain)
        .spans.map(({ name }) => name)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
    expect(who('b', chain).earlier).toEqual([]);
  });
});

describe('A second rename by the old name', () => {
  const twice = [rename('01-02', 'a', 'b'), rename('01-03', 'a', 'c')];

  test('renames the entity again: it goes by the later name', () => {
    expect(['a', 'b', 'c'].map((name) => nameOf(name, ...twice))).toEqual(['c', 'c', 'c']);
  });

  test('goes by moments, not by order of arrival', () => {
    expect(nameOf('a', ...twice.toReversed())).toBe('c');
  });

  test('makes the name in between an old one, which a registration makes somebody else’s', () => {
    const anew = registered('01-05', 'b');
    expect(nameOf('a', ...twice, anew)).toBe('c');
    expect(who('b', [...twice, anew])).toMatchObject({
      name: 'b',
      earlier: [{ name: 'c', until: on('01-05') }],
    });
    expect(factsOf('b', ...twice, anew)).toEqual([anew]);
  });

  test('makes the name in between an old one, which another entity may take', () => {
    const taken = rename('01-05', 'other', 'b');
    expect(nameOf('other', ...twice, taken)).toBe('b');
    expect(nameOf('a', ...twice, taken)).toBe('c');
    expect(factsOf('other', ...twice, taken)).toEqual([taken]);
  });
});

describe('A name that was given back', () => {
  const back = [rename('01-02', 'a', 'b'), rename('01-03', 'b', 'a')];

  test('is the name of the entity again', () => {
    expect(nameOf('a', ...back)).toBe('a');
    expect(nameOf('b', ...back)).toBe('a');
  });

  test('has meant the same entity all along', () => {
    expect(who('a', back).earlier).toEqual([{ name: 'a', until: on('01-03') }]);
    for (const day of ['01-01', '01-02', '01-02T12:00', '01-03', '01-04'])
      expect(means(who('a', back).spans, 'a', on(day))).toBe(true);
    expect(factsOf('a', ...back, said('01-01', 'a'), said('01-02T12:00', 'a'))).toHaveLength(4);
  });

  test('makes the name in between an old one: registered, that is somebody else', () => {
    const anew = registered('01-05', 'b');
    expect(factsOf('b', ...back, anew)).toEqual([anew]);
    expect(nameOf('a', ...back, anew)).toBe('a');
  });

  test('stays its name when it is registered there', () => {
    const again = registered('01-05', 'a');
    expect(factsOf('b', ...back, again)).toContainEqual(again);
  });

  test('ends a circle of renames at the name that came last', () => {
    const circle = [rename('01-02', 'a', 'b'), rename('01-03', 'b', 'c'), rename('01-04', 'c', 'a')];
    expect(['a', 'b', 'c'].map((name) => nameOf(name, ...circle))).toEqual(['a', 'a', 'a']);
  });
});

describe('A name that is registered after it was renamed away', () => {
  const before = registered('01-01', 'a');
  const renamed = rename('01-02', 'a', 'b');
  const anew = registered('01-03', 'a');
  const facts = [before, renamed, anew];

  test('is somebody else from then on, and the renamed entity keeps what was said before', () => {
    expect(who('a', facts)).toMatchObject({ name: 'a', spans: [{ name: 'a', from: on('01-03') }] });
    expect(factsOf('a', ...facts)).toEqual([anew]);
    expect(factsOf('b', ...facts)).toEqual([before, renamed]);
  });

  test('keeps what is said under it from then on, and not what was said just before', () => {
    const [early, late] = [said('01-02T12:00', 'a'), said('01-03T12:00', 'a')];
    expect(factsOf('a', ...facts, early, late)).toEqual([anew, late]);
    expect(factsOf('b', ...facts, early, late)).toContainEqual(early);
  });

  test('tells what it meant before, and until when', () => {
    expect(who('a', facts).earlier).toEqual([{ name: 'b', until: on('01-03') }]);
    const further = rename('01-05', 'b', 'c');
    expect(who('a', [...facts, further]).earlier).toEqual([{ name: 'c', until: on('01-03') }]);
  });

  test('can be renamed itself, also to the name of the first', () => {
    expect(nameOf('a', ...facts, rename('01-05', 'a', 'z'))).toBe('z');
    expect(nameOf('b', ...facts, rename('01-05', 'a', 'z'))).toBe('b');
    expect(factsOf('b', ...facts, rename('01-05', 'a', 'b'))).toHaveLength(4);
  });

  test('can be renamed away and registered a third time', () => {
    const third = [rename('01-05', 'a', 'z'), registered('01-06', 'a')];
    expect(who('a', [...facts, ...third]).earlier).toEqual([
      { name: 'b', until: on('01-03') },
      { name: 'z', until: on('01-06') },
    ]);
  });
});

describe('Another entity that is renamed to a name', () => {
  test('that was left takes it over from then on', () => {
    const facts = [rename('01-02', 'a', 'b'), rename('01-05', 'x', 'a')];
    const late = said('01-06', 'a');
    expect(nameOf('x', ...facts)).toBe('a');
    expect(factsOf('x', ...facts, late)).toContainEqual(late);
    expect(who('a', facts).earlier).toEqual([{ name: 'b', until: on('01-05') }]);
    expect(nameOf('b', ...facts, late)).toBe('b');
    expect(factsOf('b', ...facts, late)).toEqual([facts[0]]);
  });

  test('that is in use is merged with whoever has it', () => {
    const facts = [registered('01-01', 'a'), registered('01-01', 'x'), rename('01-05', 'x', 'a')];
    expect(nameOf('x', ...facts)).toBe('a');
    expect(nameOf('a', ...facts)).toBe('a');
    expect(factsOf('a', ...facts)).toHaveLength(3);
  });

  test('that several were renamed to is merged with all of them', () => {
    const facts = [rename('01-02', 'a', 'c'), rename('01-03', 'b', 'c')];
    expect(
      who('a', facts)
        .spans.map(({ name }) => name)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
  });

  test('swaps names with it, where each goes by way of a third', () => {
    const swap = [rename('01-02', 'a', 'free'), rename('01-03', 'b', 'a'), rename('01-04', 'free', 'b')];
    const [ofA, ofB] = [said('01-01', 'a'), said('01-01', 'b')];
    expect(factsOf('b', ...swap, ofA, ofB)).toContainEqual(ofA);
    expect(factsOf('b', ...swap, ofA, ofB)).not.toContainEqual(ofB);
    expect(factsOf('a', ...swap, ofA, ofB)).toContainEqual(ofB);
    expect(who('free', swap).name).toBe('b');
  });
});

describe('Renames of one moment', () => {
  test('are ordered by their ids', () => {
    const both = (first: string, second: string) => [
      rename('01-02', 'a', 'b', first),
      rename('01-02', 'a', 'c', second),
    ];
    expect(nameOf('a', ...both('1', '2'))).toBe('c');
    expect(nameOf('a', ...both('2', '1'))).toBe('b');
  });

  test('do not cut a name in two: whoever leaves it and whoever comes to it are one', () => {
    const facts = [rename('01-02', 'a', 'b', '1'), rename('01-02', 'x', 'a', '2')];
    expect(
      who('a', facts)
        .spans.map(({ name }) => name)
        .sort(),
    ).toEqual(['a', 'b', 'x']);
    expect(nameOf('b', ...facts)).toBe('a');
  });
});

describe('A rename whose id stands for something else in one of its ledgers', () => {
  test.each([
    ['the one that it leaves', 'a'],
    ['the one that it comes to', 'b'],
  ])('is none, by neither name: %s', (_which, name) => {
    const facts = [rename('01-05', 'a', 'b', 'same'), featureRetired('01-01', { feature: name, id: 'same' })];
    expect(['a', 'b'].map((each) => nameOf(each, ...facts))).toEqual(['a', 'b']);
    expect(who('a', facts).spans).toHaveLength(1);
  });
});

describe('A release', () => {
  const renamed = releaseRenamed('01-02', { release: 'next', to: '5.3' });
  const nameOfRelease = (...facts: readonly Fact[]) => identitiesOf('release', facts).get('next')?.name;

  test('goes by the name it was renamed to', () => expect(nameOfRelease(renamed)).toBe('5.3'));

  test('is somebody else when it is scheduled again, and not when it is only cut', () => {
    expect(nameOfRelease(renamed, releaseScheduled('01-03', { release: 'next' }))).toBe('next');
    expect(nameOfRelease(renamed, releaseCut('01-03', { release: 'next' }))).toBe('5.3');
  });

  test('is not registered by a feature of the same name', () => {
    expect(nameOfRelease(renamed, registered('01-03', 'next'))).toBe('5.3');
  });
});

describe('An entity of a kind that has no renames', () => {
  test('is its name, whatever its ledger says of the renames of others', () => {
    const renamed = entriesOf([rename('01-02', 'a', 'b'), said('01-03', 'a')]);
    const ledgers = new Map([['a', renamed]]);
    expect(identityOf({ kind: 'project', id: 'a' }, ledgers)).toEqual({
      name: 'a',
      spans: [{ name: 'a' }],
      entries: renamed,
      earlier: [],
    });
  });

  test('is any but a feature or a release', () => {
    expect((['feature', 'release', 'project', 'team'] as const).filter(canBeRenamed)).toEqual([
      'feature',
      'release',
    ]);
  });
});

describe('The names to read for an identity', () => {
  test('are those that its renames speak of', () => {
    expect(namesIn(entriesOf([registered('01-01', 'a'), rename('01-02', 'a', 'b')]))).toEqual(['a', 'b']);
  });

  test('are all that matter: those of other renames change nothing', () => {
    const facts = [rename('01-02', 'a', 'b'), registered('01-03', 'a'), rename('01-04', 'y', 'z')];
    const ledgers = (names: readonly string[]) =>
      new Map(
        names.map((name) => [
          name,
          entriesOf(facts.filter((fact) => idsOf('feature', [fact]).includes(name))),
        ]),
      );
    const feature = { kind: 'feature', id: 'a' } as const;
    expect(identityOf(feature, ledgers(['a', 'b']))).toEqual(
      identityOf(feature, ledgers(['y', 'b', 'z', 'a'])),
    );
  });
});

const names = ['a', 'b', 'c', 'd'] as const;
const anyName = fc.constantFrom(...names);
const anyDay = fc.integer({ min: 1, max: 6 }).map((day) => `02-0${day}`);
const anyId = fc.nat({ max: 1_000_000 }).map((at) => `any-${at}`);

const anyRename = fc
  .tuple(anyDay, fc.shuffledSubarray([...names], { minLength: 2, maxLength: 2 }), anyId)
  .map(([day, [from = '', to = ''], id]) => rename(day, from, to, id));
const anySaying = fc
  .tuple(anyDay, anyName, anyId, fc.boolean())
  .map(([day, name, id, isRegistration]) =>
    isRegistration
      ? featureRegistered(day, { feature: name, id })
      : featureRetired(day, { feature: name, id }),
  );
/** Facts about few names on few moments, so that all meet; each with an id of its own. */
const anyHistory = fc.uniqueArray(fc.oneof(anyRename, anySaying), {
  maxLength: 14,
  selector: ({ detail }) => detail.id,
});
const moments = Array.from({ length: 7 }, (_none, day) => [
  on(`02-0${day + 1}`),
  on(`02-0${day + 1}T12:00`),
]).flat();

describe('Whatever was renamed to whatever', () => {
  test('the same facts in any order, and told again, mean the same', () => {
    fc.assert(
      fc.property(
        anyHistory.chain((facts) => fc.tuple(fc.constant(facts), retold(facts))),
        ([facts, again]) => expect(identitiesOf('feature', again)).toEqual(identitiesOf('feature', facts)),
      ),
    );
  });

  test('every entry of every name belongs to exactly one entity, the one that the name meant at its moment', () => {
    fc.assert(
      fc.property(anyHistory, (facts) => {
        const identities = [...identitiesOf('feature', facts).values()];
        for (const fact of facts) {
          const holders = identities.filter(({ entries }) =>
            entries.some((entry) => entry.fact.detail.id === fact.detail.id),
          );
          // Each name of one entity tells the same of it.
          expect(new Set(holders.map(({ name }) => name)).size).toBe(1);
          for (const name of idsOf('feature', [fact]))
            for (const { spans } of holders) expect(means(spans, name, fact.detail.occurredAt)).toBe(true);
        }
      }),
    );
  });

  test('every name means exactly one entity at every moment', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...moments), (facts, at) => {
        const byName = new Map([...identitiesOf('feature', facts).values()].map((each) => [each.name, each]));
        for (const name of idsOf('feature', facts))
          expect([...byName.values()].filter(({ spans }) => means(spans, name, at))).toHaveLength(1);
      }),
    );
  });

  test('the name that an entity goes by leads to itself', () => {
    fc.assert(
      fc.property(anyHistory, (facts) => {
        const identities = identitiesOf('feature', facts);
        for (const { name, entries, spans } of identities.values())
          expect(identities.get(name)).toMatchObject({ name, entries, spans });
      }),
    );
  });

  test('the snapshot of a name tells who it meant at every moment', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...moments), (facts, at) => {
        const identities = identitiesOf('feature', facts);
        for (const [name, identity] of identities) {
          const snapshot = foldFeature(name, [], identity);
          const meant = identities.get(presentName(name, snapshot, at));
          expect(means(meant?.spans ?? [], name, at)).toBe(true);
        }
      }),
    );
  });

  test('an old name that is registered later is somebody new, and takes nothing from whoever had it', () => {
    fc.assert(
      fc.property(anyHistory, (facts) => {
        const before = identitiesOf('feature', facts);
        for (const [name, identity] of before) {
          if (identity.name === name) continue;
          const anew = registered('03-01', name);
          const after = identitiesOf('feature', [...facts, anew]);
          expect(after.get(name)).toMatchObject({ name, entries: entriesOf([anew]) });
          expect(after.get(identity.name)?.entries).toEqual(identity.entries);
        }
      }),
    );
  });

  test('an old name that another entity is renamed to later is that one, and takes nothing from whoever had it', () => {
    fc.assert(
      fc.property(anyHistory, (facts) => {
        const before = identitiesOf('feature', facts);
        for (const [name, identity] of before) {
          if (identity.name === name) continue;
          const taken = rename('03-01', 'newcomer', name);
          const after = identitiesOf('feature', [...facts, taken]);
          expect(after.get(name)).toMatchObject({ name, entries: entriesOf([taken]) });
          expect(after.get(identity.name)?.entries).toEqual(identity.entries);
        }
      }),
    );
  });

  test('what is said later under a name is said of who it means, and changes no name', () => {
    fc.assert(
      fc.property(anyHistory, anyName, (facts, name) => {
        const later = said('03-01', name);
        const before = identitiesOf('feature', [...facts, said('02-01', name)]);
        const after = identitiesOf('feature', [...facts, said('02-01', name), later]);
        expect(after.get(name)?.entries.at(-1)?.fact).toEqual(later);
        for (const [each, identity] of before) expect(after.get(each)?.name).toBe(identity.name);
      }),
    );
  });

  test('a snapshot holds the names of an entity within bounds', () => {
    const many = Array.from({ length: 150 }, (_none, at) =>
      rename(
        `02-01T${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
        `n${at}`,
        `n${at + 1}`,
      ),
    );
    const state = foldFeature('n0', [], who('n0', many));
    expect(state.renamedTo).toBe('n150');
    expect(state.formerNames.length).toBeLessThanOrEqual(100);
  });
});
