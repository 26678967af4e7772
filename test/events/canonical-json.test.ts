import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, digestOf, isSameJson } from '../../events/canonical-json.ts';
import { reversed } from './samples.ts';

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'prototype'));
/** Every key is an own one, as `JSON.parse` makes them. */
const objectOf = (value: fc.Arbitrary<unknown>) =>
  fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name }).map(Object.fromEntries);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, -0, 1e300),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('json')),
    objectOf(tie('json')),
  ),
}));

describe('Canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))),
    );
  });

  test('parses to the same value as JSON.stringify', () => {
    fc.assert(
      fc.property(json, (value) =>
        // The matchers of the test runner take an own key `constructor` for the type of the object.
        expect(isDeepStrictEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))).toBe(
          true,
        ),
      ),
    );
  });

  test('sorts keys by code unit, at every level', () => {
    expect(canonicalJson({ b: 1, Z: { ä: 1, z: 2 }, a: [{ d: 1, c: 2 }], '10': 0, '9': 0 })).toBe(
      '{"10":0,"9":0,"Z":{"z":2,"ä":1},"a":[{"c":2,"d":1}],"b":1}',
    );
  });

  test('leaves out undefined values, and keeps keys that are special in JavaScript', () => {
    const text = '{"__proto__":{"a":1},"a":{"b":4,"prototype":3},"constructor":2}';
    expect(canonicalJson({ ...JSON.parse(text), gone: undefined })).toBe(text);
    expect(canonicalJson(JSON.parse(canonicalJson(JSON.parse(text))))).toBe(text);
  });

  test('writes null for values that JSON cannot express', () => {
    expect(canonicalJson([undefined, Number.NaN, 1n, Symbol('a'), () => 1])).toBe(
      '[null,null,null,null,null]',
    );
    expect(canonicalJson(undefined)).toBe('null');
  });

  test('takes any depth and any width', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(canonicalJson(JSON.parse(deep))).toBe(deep);
    expect(canonicalJson(Array(200_000).fill(0))).toHaveLength(400_001);
  });
});

describe('Two values', () => {
  const odd = fc.constantFrom(undefined, Number.NaN, 1n, Symbol('a'), () => 1, new Array(1));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      odd,
      fc.constantFrom(null, 0, -0, '', 'null', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('value'), { maxKeys: 3 }),
    ),
  }));
  const isOne = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

  test('are the same as JSON exactly when their canonical JSON is', () => {
    fc.assert(
      fc.property(value, value, (a, b) => expect(isSameJson(a, b)).toBe(isOne(a, b))),
      { numRuns: 2_000 },
    );
  });

  test('differ when one of them leaves out a value that JSON cannot express in the other', () => {
    expect(isSameJson({ a: 1n }, { a: undefined, b: 1n })).toBe(false);
  });

  test('are the same in any order of their keys, and differ when one of them has more', () => {
    fc.assert(
      fc.property(json, (one) => {
        expect(isSameJson(one, reversed(one))).toBe(true);
        expect(isSameJson(one, [one])).toBe(false);
        expect(isSameJson({ one }, { one, more: null })).toBe(false);
      }),
    );
  });
});

describe('A digest', () => {
  test('is the first half of the SHA-256 of the UTF-8 text', () => {
    expect(digestOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb924');
    expect(digestOf('é')).toMatch(/^[0-9a-f]{32}$/);
  });
});
