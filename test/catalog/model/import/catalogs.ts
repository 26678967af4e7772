/** Short ways to write catalogs and what is known in tests; records are read by their schemas, as those of files are. */

import type * as z from 'zod';
import type { Lazy } from '../../../../events/lazy.ts';
import {
  type Known,
  type KnownRecord,
  nothingKnown,
} from '../../../../functions/catalog/model/import/known.ts';
import * as records from '../../../../functions/catalog/model/import/records.ts';

type Input<Schema extends z.ZodType, Usual extends string> = Omit<z.input<Schema>, Usual> &
  Partial<z.input<Schema>>;

const writing =
  <Schema extends z.ZodType, Usual extends Partial<z.input<Schema>>>(schema: Lazy<Schema>, usual: Usual) =>
  (fields: Input<Schema, Extract<keyof Usual, string>>): z.output<Schema> =>
    schema.parse({ ...usual, ...fields });

export const team = writing(records.teamRecord, { title: 'Search' });
export const person = writing(records.personRecord, { name: 'Ada' });
export const feature = writing(records.featureRecord, { title: 'Sort', team: 'search', maturity: 'beta' });
export const project = writing(records.projectRecord, { title: 'Ranking', team: 'search', train: 'server' });
export const release = writing(records.releaseRecord, { train: 'server', kind: 'minor' });
export const calendar = writing(records.calendarRecord, {});
export const source = writing(records.sourceRecord, {});
export const channel = writing(records.channelRecord, { kind: 'slack', audience: 'all', about: ['digest'] });
export const roadmap = writing(records.roadmapRecord, {});
export const term = writing(records.termRecord, { title: 'A word' });
export const category = writing(records.categoryRecord, {
  title: 'Documentation',
  team: 'docs',
  policy: 'team',
  criteria: 'It is documented.',
});

/** Records by id, in the order in which they stand. */
export const by = <Record>(entries: { readonly [id: string]: Record }): ReadonlyMap<string, Record> =>
  new Map(Object.entries(entries));

/** A catalog that speaks of these sections and of no other. */
export const catalog = (sections: Partial<records.Catalog>): records.Catalog => ({
  vocabularies: {},
  ...sections,
});

/** A record that files stated on the first of January 2024, unless it says otherwise. */
export const known = <Record>(
  record: Record,
  how: Partial<Omit<KnownRecord<Record>, 'record'>> = {},
): KnownRecord<Record> => ({
  record,
  isFromFiles: true,
  saidAt: '2024-01-01T00:00:00.000Z',
  isGone: false,
  ...how,
});

/** Ledgers that know this and nothing else. */
export const knowing = (what: Partial<Known> = {}): Known => ({ ...nothingKnown, ...what });
