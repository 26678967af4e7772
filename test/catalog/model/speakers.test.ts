import { describe, expect, test } from '@jest/globals';
import type { PersonRecord } from '../../../functions/catalog/model/import/records.ts';
import { whoIs } from '../../../functions/catalog/model/speakers.ts';

const known = (record: PersonRecord, isGone = false) => ({
  record,
  isGone,
  isFromFiles: true,
  saidAt: '2024-01-01T00:00:00.000Z',
});
const people = new Map([
  [
    'ada',
    known({ name: 'Ada Ngo', email: 'Ada@Example.com', accounts: ['github:ada-ngo'], teams: ['docs'] }),
  ],
  ['ben', known({ name: 'Ben Oz', email: 'shared@example.com' }, true)],
  ['cy', known({ name: 'Cy Li', email: 'shared@example.com' })],
]);

describe('A person', () => {
  test.each(['ada', 'person:ada', 'ada@example.com', 'ADA@EXAMPLE.COM', 'github:ada-ngo', 'GitHub:Ada-Ngo'])(
    'is found as %s',
    (called) => {
      expect(whoIs(called, people)).toEqual({
        known: true,
        person: 'ada',
        name: 'Ada Ngo',
        actor: {
          email: 'Ada@Example.com',
          names: ['person:ada', 'github:ada-ngo'],
          teams: ['docs'],
          roles: [],
        },
      });
    },
  );

  test('who is there is found before who is gone, where both have an address', () => {
    expect(whoIs('shared@example.com', people)).toMatchObject({ known: true, person: 'cy' });
  });

  test('who is gone is nobody who can act any more', () => {
    expect(whoIs('ben', people)).toEqual({
      known: false,
      because: 'Ben Oz (person:ben) is no longer in the catalog',
    });
  });

  test('is not found by part of a name, and the nearest one is named', () => {
    expect(whoIs('adda', people)).toEqual({
      known: false,
      because: 'nobody in the catalog is called adda, by id, e-mail address or account (did you mean ada?)',
    });
    expect(whoIs('', people)).toMatchObject({ known: false });
  });
});
