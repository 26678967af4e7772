/**
 * What is imported from the files of others adds to the catalog: a field that they do not have stays as it is, and what they
 * do not name stays.
 */
import type { Known, KnownById, KnownRecord, KnownRecords } from './known.ts';
import { type Catalog, eachSection, type RecordSection, type Records, type RecordsById } from './records.ts';

export interface Additions {
  /** The records with the fields that stay. */
  readonly wanted: Catalog;
  /** What is known, with nothing that could leave with files. */
  readonly known: Known;
  /** What is left alone, and why. */
  readonly left: readonly string[];
}

/** @param isImplied whether a record only has to be there: what is known of it stays */
export function additions(
  known: Known,
  { rubric, vocabularies, ...wanted }: Catalog,
  isImplied: (section: RecordSection, id: string) => boolean,
): Additions {
  const left: string[] = [];
  const merged = eachSection((section) =>
    mergedRecords(section, known, wanted, (id) => isImplied(section, id), left),
  );
  return {
    wanted: { ...merged, rubric, vocabularies },
    known: { ...known, ...eachKnown(known) },
    left,
  };
}

function mergedRecords<S extends RecordSection>(
  section: S,
  known: KnownById,
  wanted: RecordsById,
  isImplied: (id: string) => boolean,
  left: string[],
): ReadonlyMap<string, Records[S]> | undefined {
  const records: ReadonlyMap<string, Records[S]> | undefined = wanted[section];
  const there: KnownRecords<Records[S]> = known[section];
  if (records === undefined) return undefined;
  const heirs = section === 'features' ? heirsOf(known.features) : new Map<string, string>();
  return new Map(
    [...records].flatMap(([id, record]): [string, Records[S]][] => {
      const name = there.has(id) ? id : (heirs.get(id) ?? id);
      const before: KnownRecord<Records[S]> | undefined = there.get(name);
      if (before === undefined) return [[name, record]];
      if (isImplied(id)) return [];
      if (before.isGone && !('retired' in record))
        left.push(`${section} ${name}: is retired here: it stays so`);
      return before.isGone ? [] : [[name, overlaid(before.record, record)]];
    }),
  );
}

/** By a name that a feature left, the one that it goes by now. */
const heirsOf = (features: Known['features']): ReadonlyMap<string, string> =>
  new Map(
    [...features].flatMap(([id, { record }]) => (record.formerly ?? []).map((name) => [name, id] as const)),
  );

function overlaid<Record extends object>(before: Record, after: Record): Record {
  const said = Object.entries(after).filter(([, value]) => value != null);
  return { ...before, ...Object.fromEntries(said) };
}

function eachKnown(known: KnownById): Partial<KnownById> {
  const staying = <Record>(records: KnownRecords<Record>): KnownRecords<Record> =>
    new Map([...records].map(([id, one]) => [id, { ...one, isFromFiles: false }]));
  return {
    teams: staying(known.teams),
    people: staying(known.people),
    features: staying(known.features),
    flags: staying(known.flags),
    sources: staying(known.sources),
  };
}
