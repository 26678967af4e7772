import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../events/canonical-json.ts';
import { withoutSecrets, withoutValues } from '../../events/redaction.ts';
import { refuse } from '../../events/refusal.ts';

const CANARY = 'canary-7f3a9c51';

const NAMES = [
  'secret',
  'clientSecret',
  'client_secret',
  'X-Api-Key',
  'apikey',
  'Authorization',
  'private_key',
  'password',
  'db.password',
  'refreshToken',
  'PRIVATE-TOKEN',
  'Set-Cookie',
];

describe('the excerpt of what is refused', () => {
  test.each(NAMES)('has no value of a field %s, at any depth, whatever the value is', (name) => {
    for (const value of [CANARY, [CANARY], { inner: [{ deep: CANARY }] }])
      for (const entry of [{ [name]: value }, { a: [{ b: { [name]: value, after: 1 } }] }]) {
        const { excerpt } = refuse(entry, 'BAD_FIELD', 'why');
        expect(excerpt).not.toContain(CANARY);
        expect(excerpt).toContain('[removed]');
        expect(refuse(JSON.stringify(entry, undefined, 1), 'NOT_JSON', 'why').excerpt).not.toContain(CANARY);
      }
  });
  test.each(NAMES)('has none of %s in what is no JSON, or JSON within a text', (name) => {
    for (const text of [
      `{"${name}": "${CANARY}`,
      `${name}=${CANARY}&x=1`,
      `${name}: ${CANARY}\nx: 1`,
      `{"payload":"{\\"${name}\\":\\"${CANARY}\\"}"}`,
    ])
      expect(refuse(text, 'NOT_JSON', 'why').excerpt).not.toContain(CANARY);
  });
  test.each([
    `https://user:${CANARY}@git.example/acme/app`,
    `https://hooks.slack.com/services/T0/B0/${CANARY}`,
    `Bearer ${CANARY}`,
    `whsec_${CANARY}`,
    `ghp_${'a'.repeat(20)}canary7f3a9c51`,
  ])('has no token that is known by its shape: %s', (text) => {
    expect(withoutSecrets(JSON.stringify({ note: text }))).not.toMatch(/canary-?7f3a9c51/);
  });
  test('keeps the rest', () => {
    const entry = { after: [1, 2], before: 'x', secret: 'y', title: 'a "quoted" word: yes' };
    expect(refuse(entry, 'BAD_FIELD', 'why').excerpt).toBe(
      '{"after":[1,2],"before":"x","secret":"[removed]","title":"a \\"quoted\\" word: yes"}',
    );
  });
  test('of any JSON without secrets is that JSON, and ends for any text', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        withoutSecrets(json);
        withoutSecrets(json.slice(0, json.length / 2));
      }),
    );
    const harmless = fc.dictionary(fc.constantFrom('a', 'title', 'b"c', 'd\\'), fc.integer());
    fc.assert(
      fc.property(harmless, (value) => {
        expect(withoutSecrets(canonicalJson(value))).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('a value of a secret in force', () => {
  test('is in no value and no name of what is read', () => {
    const secret = `whsec_${CANARY}`;
    const clean = withoutValues({ [CANARY]: [{ title: `see ${secret}` }], n: 1, none: null }, [secret]);
    expect(clean).toEqual({ '[removed]': [{ title: 'see [removed]' }], n: 1, none: null });
  });
  test('leaves all else as it is, even __proto__', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"b":["c"]}');
    expect(JSON.stringify(withoutValues(value, [CANARY]))).toBe(JSON.stringify(value));
  });
});
