import { describe, expect, test } from '@jest/globals';
import { feature, release } from '../../../events/contract.ts';
import {
  formerNames,
  inherits,
  laterNames,
  namesBefore,
  renamedTo,
} from '../../../functions/domain/names.ts';
import {
  featureRegistered,
  featureRenamed,
  merged,
  ordered,
  releaseRenamed,
  releaseScheduled,
} from './facts.ts';

const rename = (day: string, from: string, to: string) => featureRenamed(day, { feature: from, to });

describe('After a chain of renames', () => {
  const chain = ordered([rename('01-03', 'b', 'c'), rename('01-02', 'a', 'b')]);

  test('the last name has all the names before it, nearest first', () => {
    expect(namesBefore('c', chain)).toEqual(['b', 'a']);
  });

  test('a name in the middle has only those before it', () => expect(namesBefore('b', chain)).toEqual(['a']));

  test('the first name has none before it', () => expect(namesBefore('a', chain)).toEqual([]));

  test.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', undefined],
  ])('%s goes by %s now', (name, to) => expect(renamedTo(feature(name), chain)).toBe(to));

  test('each name tells only its own next one and its own last one', () => {
    expect(formerNames('c', chain)).toEqual(['b']);
    expect(laterNames('a', chain)).toEqual(['b']);
    expect(formerNames('a', chain)).toEqual([]);
    expect(laterNames('c', chain)).toEqual([]);
  });
});

describe('A name that was given back', () => {
  const back = ordered([rename('01-02', 'a', 'b'), rename('01-03', 'b', 'a')]);

  test('is itself again', () => expect(renamedTo(feature('a'), back)).toBeUndefined());
  test('is what the name in between goes by now', () => expect(renamedTo(feature('b'), back)).toBe('a'));
  test('is not its own former name', () => expect(namesBefore('a', back)).toEqual(['b']));
});

describe('A circle of renames', () => {
  const circle = ordered([rename('01-02', 'a', 'b'), rename('01-03', 'b', 'c'), rename('01-04', 'c', 'a')]);

  test('ends at the name that came last', () => {
    expect(['a', 'b', 'c'].map((name) => renamedTo(feature(name), circle))).toEqual([undefined, 'c', 'a']);
  });

  test('gives each name the two others as former ones', () => {
    expect(namesBefore('a', circle)).toEqual(['c', 'b']);
    expect(namesBefore('b', circle)).toEqual(['a', 'c']);
  });
});

describe('A name that was renamed twice', () => {
  test('goes by the later name', () => {
    const facts = ordered([rename('01-03', 'a', 'c'), rename('01-02', 'a', 'b')]);
    expect(renamedTo(feature('a'), facts)).toBe('c');
    expect(laterNames('a', facts)).toEqual(['b', 'c']);
  });
});

describe('A name that several were renamed to', () => {
  test('has them all as former names', () => {
    const facts = ordered([rename('01-02', 'a', 'c'), rename('01-03', 'b', 'c')]);
    expect(namesBefore('c', facts)).toEqual(['a', 'b']);
  });
});

describe('A name that was registered anew after it was renamed away', () => {
  const renamed = rename('01-02', 'a', 'b');
  const before = featureRegistered('01-01', { feature: 'a' });
  const anew = featureRegistered('01-03', { feature: 'a' });
  const facts = ordered([before, renamed, anew]);

  test('is itself again', () => expect(renamedTo(feature('a'), facts)).toBeUndefined());

  test('is something else: the name it was renamed to does not inherit the new registration', () => {
    expect(inherits(facts, 'a', anew)).toBe(false);
  });

  test('keeps what is said of it from then on, and not what was said before', () => {
    const late = merged('01-05', { feature: 'a' });
    const early = merged('01-02T12:00', { feature: 'a' });
    expect(inherits([...facts, late], 'a', late)).toBe(false);
    expect(inherits([...facts, early], 'a', early)).toBe(true);
  });

  test('leaves its first registration to the name it was renamed to', () => {
    expect(inherits(facts, 'a', before)).toBe(true);
  });

  test('stays renamed when only another feature is registered', () => {
    const other = featureRegistered('01-03', { feature: 'z' });
    expect(renamedTo(feature('a'), ordered([renamed, other]))).toBe('b');
  });
});

describe('The name something was renamed to', () => {
  const renamed = rename('01-02', 'a', 'b');

  test('inherits what people still report under the old name', () => {
    const late = merged('01-05', { feature: 'a' });
    expect(inherits([renamed, late], 'a', late)).toBe(true);
  });

  test('inherits a registration of the very moment of the rename', () => {
    const same = featureRegistered('01-02', { feature: 'a' });
    expect(inherits([renamed, same], 'a', same)).toBe(true);
  });

  test('is not kept from inheriting by the rename of another name', () => {
    const earlier = rename('01-01', 'x', 'y');
    const registered = featureRegistered('01-02', { feature: 'a' });
    expect(inherits([earlier, renamed, registered], 'a', registered)).toBe(true);
  });
});

describe('A release', () => {
  const renamed = releaseRenamed('01-02', { release: 'next', to: '5.3' });

  test('goes by the name it was renamed to', () => expect(renamedTo(release('next'), [renamed])).toBe('5.3'));

  test('is itself again when it is scheduled anew', () => {
    const anew = releaseScheduled('01-03', { release: 'next' });
    expect(renamedTo(release('next'), [renamed, anew])).toBeUndefined();
    expect(inherits([renamed, anew], 'next', anew)).toBe(false);
  });

  test('is not registered by a feature of the same name', () => {
    const feature = featureRegistered('01-03', { feature: 'next' });
    expect(renamedTo(release('next'), [renamed, feature])).toBe('5.3');
  });
});
