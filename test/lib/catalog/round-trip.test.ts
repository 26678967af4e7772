/** From files into ledgers and back: what an export writes is what the next import knows already. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../../functions/catalog/model/import/differences.ts';
import { catalogOf, type Known } from '../../../functions/catalog/model/import/known.ts';
import { sections } from '../../../functions/catalog/model/import/problem.ts';
import { readSection, together } from '../../../functions/catalog/model/import/read-section.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { sectionText } from '../../../lib/catalog/to-yaml.ts';
import { readYaml } from '../../../lib/catalog/yaml-file.ts';
import { anyCatalog } from '../../catalog/model/import/any-catalog.ts';
import { knowing } from '../../catalog/model/import/catalogs.ts';
import { knownFrom, published } from '../../catalog/model/import/ledgers.ts';
import { on } from '../../support/ledger-facts.ts';

const knownOnce = (wanted: Catalog): Known =>
  knownFrom(published(differences(knowing(), wanted, on('06-01')).changes));
const textsOf = (catalog: Catalog) =>
  sections.flatMap((section) => {
    const text = sectionText(section, catalog);
    return text === undefined ? [] : [[section, text] as const];
  });

test('an export of what was imported changes nothing, and is the same bytes when it is made again', () => {
  fc.assert(
    fc.property(anyCatalog, (wanted) => {
      const known = knownOnce(wanted);
      const texts = textsOf(catalogOf(known));
      const read = texts.map(([section, text]) => readSection(section, readYaml(Buffer.from(text)).value));
      expect(read.flatMap(({ problems }) => problems)).toEqual([]);
      const again = together(read.map(({ catalog }) => catalog));
      expect(differences(known, again, on('12-01')).changes).toEqual([]);
      expect(textsOf(again)).toEqual(texts);
    }),
    { numRuns: 100 },
  );
});
