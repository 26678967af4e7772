import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../../events/catalogue.ts';
import { differences } from '../../../../functions/catalog/model/import/differences.ts';
import { catalogOf } from '../../../../functions/catalog/model/import/known.ts';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import { anyFacts, on } from '../../../support/ledger-facts.ts';
import { anyCatalog, turned } from './any-catalog.ts';
import { knownFrom, published } from './ledgers.ts';

const moments = ['06-01', '06-02', '06-03', '06-04'].map(on);
/** Imports one after another. */
const anyCatalogs = fc.array(anyCatalog, { minLength: 1, maxLength: moments.length });

/** Takes in some catalogs, and hands each one over with what was known before and after it. */
function importing(
  before: readonly Fact[],
  catalogs: readonly Catalog[],
  look: (step: {
    wanted: Catalog;
    at: string;
    before: Fact[];
    stated: Fact[];
    warnings: readonly string[];
  }) => void,
): void {
  const facts = [...before];
  for (const [index, wanted] of catalogs.entries()) {
    const at = moments[index] ?? '';
    const { changes, warnings } = differences(knownFrom(facts), wanted, at);
    const stated = published(changes);
    look({ wanted, at, before: [...facts], stated, warnings });
    facts.push(...stated);
  }
}

describe('An import', () => {
  test('changes nothing when it is made again, at once or later', () => {
    fc.assert(
      fc.property(anyCatalogs, (catalogs) => {
        importing([], catalogs, ({ wanted, at, before, stated, warnings }) => {
          const known = knownFrom([...before, ...stated]);
          expect(differences(known, wanted, at).changes).toEqual([]);
          // What is dated after the import can be stated later, and only then.
          if (!warnings.some((each) => each.includes('was last stated')))
            expect(differences(known, wanted, on('12-01')).changes).toEqual([]);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('comes to rest, whatever others tell before it', () => {
    fc.assert(
      fc.property(anyFacts, anyCatalog, (before, wanted) => {
        const facts = [...before];
        const again = (day: string) => {
          const stated = published(differences(knownFrom(facts), wanted, on(day)).changes);
          facts.push(...stated);
          return stated;
        };
        again('06-01');
        // What was stated of a project that nobody had started shows only once it is.
        again('12-01');
        expect(again('12-02')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('states each fact once', () => {
    fc.assert(
      fc.property(anyFacts, anyCatalogs, (before, catalogs) => {
        const ids: string[] = [];
        importing(before, catalogs, ({ stated }) => ids.push(...stated.map(({ detail }) => detail.id)));
        expect(ids).toHaveLength(new Set(ids).size);
      }),
      { numRuns: 40 },
    );
  });

  test('states the same whatever the order of the records in their files', () => {
    fc.assert(
      fc.property(anyCatalog, anyCatalog, (first, second) =>
        importing([], [first, second], ({ wanted, at, before }) => {
          const known = knownFrom(before);
          expect(differences(known, turned(wanted), at)).toEqual(differences(known, wanted, at));
        }),
      ),
      { numRuns: 40 },
    );
  });

  test('of what is known already changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, anyCatalogs, (others, catalogs) =>
        importing(others, catalogs, ({ before: facts, stated }) => {
          const known = knownFrom([...facts, ...stated]);
          expect(differences(known, catalogOf(known), on('12-01'))).toEqual({
            changes: [],
            warnings: [],
          });
        }),
      ),
      { numRuns: 40 },
    );
  });
});
