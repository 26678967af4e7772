/** Features, as files have them and as they are known: new, changed, renamed, retired. */
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import { type Fields, idsOf, without } from './field-differences.ts';
import { isLiving, type Known, type KnownRecord, leavesWithFiles } from './known.ts';
import { NO_LONGER, registration, saidAt } from './record-differences.ts';
import { type Catalog, type FeatureRecord, featureFields, registered } from './records.ts';

type KnownFeatures = Known['features'];
type Features = NonNullable<Catalog['features']>;

/** Fields of files that other facts than the registration state. */
const ofFilesOnly = ['formerly', 'retired'];

export function featureDifferences(
  known: KnownFeatures,
  wanted: Catalog['features'],
  renamed: ReadonlyMap<string, string>,
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const { renames, impossible } = renamesIn(known, wanted, renamed);
  const olds = Map.groupBy(renames.keys(), (from) => renames.get(from));
  const left = new Set([...known.values()].flatMap(({ record }) => record.formerly ?? []));
  const kept = [...wanted].map(([id, record]) => {
    const found = oneFeature(known, id, record, olds.get(id) ?? [], at);
    return known.has(id) || olds.has(id) || !left.has(id) ? found : stateAllFields(found);
  });
  const gone = [...known]
    .filter(([id, record]) => !wanted.has(id) && !renames.has(id) && leavesWithFiles(record))
    .map(([id, record]) => unlessLate(told(retirement(id, NO_LONGER)), saidAt([record]), at));
  return joined([{ statements: [], stale: [], unspoken: impossible }, ...kept, ...gone]);
}

interface Renames {
  /** From the name that goes to the name that stays. */
  readonly renames: ReadonlyMap<string, string>;
  readonly impossible: readonly string[];
}

/** The renames that files or people tell of, without those that have happened. */
function renamesIn(known: KnownFeatures, wanted: Features, asked: ReadonlyMap<string, string>): Renames {
  const canGo = (from: string) => !wanted.has(from) && isPresent(known.get(from));
  const renames = new Map<string, string>();
  for (const id of idsOf(wanted))
    for (const from of wanted.get(id)?.formerly ?? [])
      if (canGo(from) && !renames.has(from)) renames.set(from, id);
  const impossible: string[] = [];
  for (const from of idsOf(asked)) {
    const to = asked.get(from) ?? '';
    if (hasHappened(from, to, known)) continue;
    const reason = whyNot(from, to, known, wanted);
    if (reason === undefined) renames.set(from, to);
    else impossible.push(`feature ${from}: cannot be renamed to ${to}, ${reason}`);
  }
  return { renames, impossible };
}

const hasHappened = (from: string, to: string, known: KnownFeatures) =>
  known.get(from)?.renamedTo === to ||
  (!known.has(from) && known.get(to)?.record.formerly?.includes(from) === true);

function whyNot(from: string, to: string, known: KnownFeatures, wanted: Features): string | undefined {
  if (!wanted.has(to)) return `the files have no feature ${to}`;
  if (wanted.has(from)) return `the files still have a feature ${from}`;
  return isPresent(known.get(from)) ? undefined : `no feature ${from} is known`;
}

const isPresent = (record: KnownRecord<unknown> | undefined) => record !== undefined && isLiving(record);

function oneFeature(
  known: KnownFeatures,
  id: string,
  wanted: FeatureRecord,
  olds: readonly string[],
  at: string,
): Findings {
  const own = known.get(id);
  const isRetired = wanted.retired != null && wanted.retired !== false;
  // Its history is closed: a registration would open it again.
  if (isRetired && own !== undefined && !isLiving(own) && olds.length === 0) return told();
  const lineage = [id, ...olds].flatMap((name) => known.get(name) ?? []);
  const bases = lineage.map((base) => ({ ...base, record: fieldsOf(base.record) }));
  const statements = [
    ...olds.map((from) => renaming(from, id)),
    ...registration(registered.features, id, bases, fieldsOf(wanted)),
    ...(isRetired ? [retirement(id, wanted.retired)] : []),
  ];
  return unlessLate(told(...statements), saidAt(bases), at);
}

/**
 * A name that was left for another one still has a ledger, with what was said under it before. Nothing of that holds for the
 * feature that begins here, so every field is stated, the unknown ones as null.
 */
function stateAllFields({ statements, ...rest }: Findings): Findings {
  const unknown = Object.fromEntries(
    featureFields()
      .keyof()
      .options.map((name) => [name, null]),
  );
  return {
    ...rest,
    statements: statements.map((statement) =>
      statement.type === registered.features.type
        ? { ...statement, fields: { ...unknown, ...statement.fields } }
        : statement,
    ),
  };
}

const fieldsOf = (record: FeatureRecord): Fields => without(record, ofFilesOnly);

const renaming = (from: string, to: string): Statement => ({
  entity: { kind: 'feature', id: from },
  words: `feature ${from}: goes by ${to} now, with its history`,
  type: 'FeatureRenamed',
  fields: { feature: from, to },
});

const retirement = (id: string, reason: FeatureRecord['retired']): Statement => ({
  entity: { kind: 'feature', id },
  words: `feature ${id}: is retired${typeof reason === 'string' ? `, ${reason}` : ''}`,
  type: 'FeatureRetired',
  fields: { feature: id, ...(typeof reason === 'string' ? { reason } : {}) },
});
