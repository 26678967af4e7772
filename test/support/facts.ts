/** Facts for tests, checked by the compiler against their contracts. */
import type { Fact } from '../../events/catalogue.ts';
import { type Accepted, readFact } from '../../events/read.ts';

/** An event as the bus carries it. */
export interface Entry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What a fact of a type says beyond the envelope. */
export type Fields<Type extends Fact['type']> = Omit<
  Extract<Fact, { type: Type }>['detail'],
  'version' | 'id' | 'occurredAt'
>;

let facts = 0;

/** @param day `2024-01-31` is the start of that day, UTC; a longer text is taken as it is */
export const moment = (day: string) => (day.length === 10 ? `${day}T00:00:00.000Z` : day);

/** An entry of a fact, with an id of its own unless one is given. */
export function fact<Type extends Fact['type']>(
  type: Type,
  day: string,
  fields: Fields<Type>,
  id?: string,
): Entry {
  facts += 1;
  const detail = { version: 1, id: id ?? `fact-${facts}`, occurredAt: moment(day), ...fields };
  return { source: 'shipshape', 'detail-type': type, detail };
}

export const started = (project: string, day = '2024-01-01', more: Partial<Fields<'ProjectStarted'>> = {}) =>
  fact('ProjectStarted', day, { project, title: project, team: 'search', train: 'server', ...more });

export const change = (
  project: string,
  day: string,
  more: Partial<Fields<'ChangeMerged'>> = {},
  id?: string,
) => fact('ChangeMerged', day, { project, title: 'A change', url: 'https://example.com/1', ...more }, id);

export const registered = (
  feature: string,
  day: string,
  more: Partial<Fields<'FeatureRegistered'>> = {},
  id?: string,
) =>
  fact('FeatureRegistered', day, { feature, title: feature, team: 'search', maturity: 'beta', ...more }, id);

export const scheduled = (
  release: string,
  branchCutAt: string,
  more: Partial<Fields<'ReleaseScheduled'>> = {},
  day = '2024-01-01',
) =>
  fact('ReleaseScheduled', day, {
    release,
    train: 'server',
    kind: 'minor',
    branchCutAt: moment(branchCutAt),
    ...more,
  });

export const cut = (release: string, day: string) => fact('ReleaseCut', day, { release });

/** What the ledger takes in. @throws when the entry is refused */
export function accepted(entry: Entry): Accepted {
  const read = readFact(entry);
  if (!read.ok) throw new TypeError(read.message);
  return read;
}
