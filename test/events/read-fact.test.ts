import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { facts } from '../../events/catalogue.ts';
import { readFact, readStored } from '../../events/read.ts';
import { reversed, sampleOf, sampleWith } from './samples.ts';

/** @throws the refusal */
function accepted(entry: unknown) {
  const result = readFact(entry);
  if (!result.ok) throw new Error(`${result.refusal}: ${result.message}`);
  return result;
}

const merged = (fields: Record<string, unknown> = {}) => accepted(sampleWith('ChangeMerged', fields));

describe('Two spellings of one fact have one digest', () => {
  test('when a moment is given in another zone', () => {
    const utc = merged({ occurredAt: '2024-04-03T13:37:52Z' });
    const berlin = merged({ occurredAt: '2024-04-03T15:37:52.000+02:00' });
    expect(berlin.body).toBe(utc.body);
    expect(berlin.digest).toBe(utc.digest);
    expect(berlin.fact.detail.occurredAt).toBe('2024-04-03T13:37:52.000Z');
  });

  test('when an id, a reference or a title is given in another Unicode form', () => {
    const composed = { project: 'café', actor: 'github:zoé', title: 'Für alle' };
    const decomposed = Object.fromEntries(
      Object.entries(composed).map(([key, value]) => [key, value.normalize('NFD')]),
    );
    expect(decomposed).not.toEqual(composed);
    expect(merged(decomposed).digest).toBe(merged(composed).digest);
  });

  test('when a name used as a key is given in another Unicode form', () => {
    const withHost = (host: string) =>
      accepted(sampleWith('FeatureRegistered', { compatibility: { [host]: true } }));
    expect(withHost('café'.normalize('NFD')).body).toBe(withHost('café').body);
  });

  test.each(facts.map(({ type }) => type))('when the keys of %s come in another order', (type) => {
    const sample = sampleOf(type);
    expect(accepted(reversed(sample)).digest).toBe(accepted(sample).digest);
  });

  test('when the keys that the bus adds differ', () => {
    const sample = sampleOf('ChangeMerged');
    expect(accepted({ ...sample, time: '2024-04-03T13:38:00Z', account: '1' }).digest).toBe(merged().digest);
  });
});

describe('Two facts have two digests', () => {
  test('when a field differs', () => {
    expect(merged({ title: 'Another title' }).digest).not.toBe(merged().digest);
  });

  test('when only the type differs', () => {
    const { detail } = sampleOf('ReleaseCut');
    const [cut, published] = ['ReleaseCut', 'ReleasePublished'].map((type) =>
      accepted({ source: 'shipshape', 'detail-type': type, detail }),
    );
    expect(cut?.body).toBe(published?.body);
    expect(cut?.digest).not.toBe(published?.digest);
  });

  test('when an optional field is absent in one and null in the other', () => {
    expect(merged({ flag: null }).digest).not.toBe(merged({ flag: undefined }).digest);
  });
});

describe('The body of a fact', () => {
  test('keeps unknown fields at every level', () => {
    const { body } = accepted(
      sampleWith('TeamRegistered', { mascot: { kind: 'otter' }, contacts: { pm: 'Mira', qa: 'Sam' } }),
    );
    expect(JSON.parse(body)).toMatchObject({
      mascot: { kind: 'otter' },
      contacts: { pm: 'Mira', qa: 'Sam' },
    });
  });

  test('keeps unknown fields inside lists', () => {
    const sample = sampleOf('RubricPublished');
    const category = { category: 'a', title: 'A', team: 'docs', policy: 'team', criteria: 'x' };
    const categories = [{ ...category, colour: 'red' }];
    const { body } = accepted({ ...sample, detail: { ...sample.detail, categories } });
    expect(JSON.parse(body)).toMatchObject({ categories: [{ colour: 'red' }] });
  });

  test.each(facts.map(({ type }) => type))('of %s reads back as the same fact', (type) => {
    const { fact, body } = accepted(sampleOf(type));
    expect(readStored(type, body)).toEqual(fact);
  });

  test('is its own canonical form: read again, it stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), fc.jsonValue(), (title, extra) => {
        const result = readFact(sampleWith('ChangeMerged', { title, extra }));
        fc.pre(result.ok);
        const again = accepted({ ...sampleOf('ChangeMerged'), detail: JSON.parse(result.body) });
        expect(again.body).toBe(result.body);
        expect(again.digest).toBe(result.digest);
      }),
    );
  });

  test('of an unknown type cannot be read back', () => {
    expect(() => readStored('FeatureImagined', '{}')).toThrow('no fact is called FeatureImagined');
  });
});

describe('Keys that reach into prototypes', () => {
  const text = JSON.stringify(sampleOf('TeamRegistered')).replace(
    '"contacts":{',
    '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"contacts":{"__proto__":{"polluted":true},',
  );

  const prototypes = () =>
    [Object, Array, Function].map((each) => Object.getOwnPropertyNames(each.prototype));

  test('are unknown fields like any other: in the body, but in no prototype and in no field that is read', () => {
    const { fact, body } = accepted(JSON.parse(text));
    expect(body).toContain('"__proto__":{"polluted":true}');
    expect(body).toContain('"constructor":{"prototype":{"polluted":true}}');
    expect(Object.keys(fact.detail)).not.toContain('__proto__');
    expect(Object.getPrototypeOf(fact.detail)).toBe(Object.prototype);
    expect(Reflect.get(fact.detail, 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('are part of the content of a fact', () => {
    expect(accepted(JSON.parse(text)).digest).not.toBe(accepted(sampleOf('TeamRegistered')).digest);
  });

  test('can be names in a map: a code host may be called constructor', () => {
    const compatibility = { constructor: true, prototype: 'partial', toString: null };
    const { fact, body } = accepted(sampleWith('FeatureRegistered', { compatibility }));
    expect(fact).toMatchObject({ detail: { compatibility } });
    expect(readStored('FeatureRegistered', body)).toMatchObject({ detail: { compatibility } });
  });

  test.each(['compatibility', 'deployment'])(
    'are refused in the map %s, where they could not be read',
    (field) => {
      const detail = JSON.stringify({ [field]: { github: 'x' } }).replace('github', '__proto__');
      expect(readFact(sampleWith('FeatureRegistered', JSON.parse(detail)))).toMatchObject({
        ok: false,
        refusal: 'BAD_FIELD',
        message: `${field}.__proto__ cannot be used as a name`,
      });
    },
  );

  test('at any place of any fact change no prototype, and nothing of it is lost', () => {
    const before = prototypes();
    const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'a');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 'b'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name }).map(Object.fromEntries),
      ),
    }));
    const type = fc.constantFrom(...facts.map((each) => each.type));
    fc.assert(
      fc.property(type, key, value, (of, name, extra) => {
        const entry = sampleOf(of);
        const detail = Object.fromEntries([...Object.entries(Object(entry.detail)), [name, extra]]);
        const { body, fact } = accepted({ ...entry, detail });
        const kept: unknown = new Map(Object.entries(JSON.parse(body))).get(name);
        // The matchers of the test runner take an own key `constructor` for the type of the object.
        expect(isDeepStrictEqual(kept, extra)).toBe(true);
        expect(isDeepStrictEqual(readStored(of, body), fact)).toBe(true);
        expect(prototypes()).toEqual(before);
      }),
    );
  });
});

describe('Reading a fact', () => {
  test('leaves the entry as it is', () => {
    const entry = sampleWith('FeatureRegistered', { occurredAt: '2024-04-03T15:37:52+02:00', extra: [{}] });
    const before = structuredClone(entry);
    readFact(entry);
    expect(entry).toEqual(before);
  });

  test('accepts an id that holds the separators of keys', () => {
    expect(merged({ id: 'pull#61204/a:b%23' }).fact.detail.id).toBe('pull#61204/a:b%23');
  });

  test('turns control characters of a title into spaces', () => {
    expect(merged({ title: 'red \u001b[31malert\u202e\n' }).fact.detail).toMatchObject({
      title: 'red  [31malert',
    });
  });

  test('never throws for any entry', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), isAnswered));
  });

  test('never throws for any detail', () => {
    const types = fc.constantFrom(...facts.map(({ type }) => type));
    const detail = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.anything({ withBigInt: true })),
      fc.record({ version: fc.constant(1), id: fc.jsonValue(), occurredAt: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(types, detail, (type, value) =>
        isAnswered({ source: 'shipshape', 'detail-type': type, detail: value }),
      ),
    );
  });

  test('never throws for a good event with any value in one field', () => {
    const place = fc.constantFrom(
      ...facts.flatMap(({ type }) => Object.keys(sampleOf(type).detail).map((field) => ({ type, field }))),
    );
    fc.assert(
      fc.property(place, fc.anything(), ({ type, field }, value) =>
        isAnswered(sampleWith(type, { [field]: value })),
      ),
      { numRuns: 500 },
    );
  });
});

function isAnswered(entry: unknown): void {
  const result = readFact(entry);
  expect(result.digest).toMatch(/^[0-9a-f]{32}$/);
  if (!result.ok) expect(result.message).not.toBe('');
}
