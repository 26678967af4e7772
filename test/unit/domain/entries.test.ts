import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinct, inOrder, lastSaid, ofType } from '../../../functions/domain/entries.ts';
import {
  anyFacts,
  entriesOf,
  factsRetold,
  flagChanged,
  merged,
  projectPaused,
  projectStarted,
} from './facts.ts';

const ids = (facts: readonly { detail: { id: string } }[]) => facts.map(({ detail }) => detail.id);

describe('A ledger in order', () => {
  test('goes by when it happened, then by id', () => {
    const facts = [merged('03-02', { id: 'a' }), merged('03-01', { id: 'c' }), merged('03-01', { id: 'b' })];
    expect(ids(inOrder(entriesOf(facts)).facts)).toEqual(['b', 'c', 'a']);
  });

  test('sorts ids by code unit, not by any language', () => {
    const facts = ['ä', 'b', 'Z', 'a'].map((id) => merged('03-01', { id }));
    expect(ids(inOrder(entriesOf(facts)).facts)).toEqual(['Z', 'a', 'b', 'ä']);
  });

  test('holds an event that came twice once, and calls nothing reused', () => {
    const fact = merged('03-01', {});
    expect(inOrder(entriesOf([fact, fact]))).toEqual({ facts: [fact], reused: [] });
  });

  test('takes the content that says it happened first where two share an id, and names the other', () => {
    const first = merged('03-01', { id: 'same', title: 'First' });
    const second = merged('03-02', { id: 'same', title: 'Second' });
    const [entry] = entriesOf([second]);
    expect(inOrder(entriesOf([second, first]))).toEqual({ facts: [first], reused: [entry?.digest] });
  });

  test('takes the content of the lower digest where two share an id and a moment', () => {
    const entries = entriesOf(['One', 'Two', 'Three'].map((title) => merged('03-01', { id: 'same', title })));
    const digests = entries.map(({ digest }) => digest).sort();
    const { facts, reused } = inOrder(entries);
    expect(facts).toEqual([entries.find(({ digest }) => digest === digests[0])?.fact]);
    expect(reused).toEqual(digests.slice(1));
  });

  test('is the same for the same set, in any order and with repeats', () => {
    fc.assert(
      fc.property(factsRetold, ([facts, again]) =>
        expect(inOrder(entriesOf(again))).toEqual(inOrder(entriesOf(facts))),
      ),
    );
  });

  test('keeps what was found to be reused when it grows', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (some, more) => {
        const reused = inOrder(entriesOf(some)).reused;
        expect(inOrder(entriesOf([...some, ...more])).reused).toEqual(expect.arrayContaining([...reused]));
      }),
    );
  });

  test('takes or names every entry, and takes one an id', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const entries = entriesOf(facts);
        const { facts: taken, reused } = inOrder(entries);
        expect(new Set(ids(taken)).size).toBe(taken.length);
        expect(taken.length + reused.length).toBe(new Set(entries.map(({ digest }) => digest)).size);
      }),
    );
  });
});

describe('The facts of one type', () => {
  test('are those, in their order', () => {
    const [first, second] = [
      flagChanged('03-02', { enabledByDefault: true }),
      flagChanged('03-01', { enabledByDefault: false }),
    ];
    expect(
      ofType([first, projectStarted('03-01', {}), second, projectPaused('03-01', {})], 'FeatureFlagChanged'),
    ).toEqual([first, second]);
  });
});

describe('What was last said of a field', () => {
  const said = (...values: (string | null | undefined)[]) => lastSaid(values, (value) => value);

  test('is the last value', () => expect(said('old', 'new')).toBe('new'));
  test('is not unsaid by a statement that leaves the field out', () =>
    expect(said('old', undefined)).toBe('old'));
  test('is nothing after null, which says that there is none', () =>
    expect(said('old', null)).toBeUndefined());
  test('is nothing after null and a statement that leaves the field out', () =>
    expect(said('old', null, undefined)).toBeUndefined());
  test('is nothing while nobody said anything', () => expect(said()).toBeUndefined());
  test('may be false, which is not nothing', () =>
    expect(lastSaid([true, false], (value) => value)).toBe(false));
});

test('Distinct values come once each, by code unit', () => {
  expect(distinct(['b', 'a', 'Z', 'b', '10', '9'])).toEqual(['10', '9', 'Z', 'a', 'b']);
});
