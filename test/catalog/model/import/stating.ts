/** What an import on the first of February 2024 states, short enough to be read in a test. */
import {
  type Differences,
  differences,
  type ImportOptions,
} from '../../../../functions/catalog/model/import/differences.ts';
import type { Known } from '../../../../functions/catalog/model/import/known.ts';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import { on } from '../../../support/ledger-facts.ts';
import { catalog } from './catalogs.ts';
import { published } from './ledgers.ts';

export const AT = on('02-01');

export const compared = (known: Known, sections: Partial<Catalog>, options?: ImportOptions): Differences =>
  differences(known, catalog(sections), AT, options);

/** The facts without their ids, each with its moment where that is not the import's. */
export const stated = (known: Known, sections: Partial<Catalog>, options?: ImportOptions) =>
  published(compared(known, sections, options).changes).map(({ type, detail }) => {
    const { id, version, occurredAt, ...fields } = detail;
    return [type, occurredAt === AT ? fields : { ...fields, occurredAt }];
  });

export const words = (known: Known, sections: Partial<Catalog>, options?: ImportOptions): string[] =>
  compared(known, sections, options).changes.map((change) => change.words);
