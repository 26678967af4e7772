/** Features, as files have them and as they are known: new, changed, renamed, retired. */
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import { isRetired } from './feature-rules.ts';
import { idsOf } from './field-differences.ts';
import type { Known } from './known.ts';
import { NO_LONGER, registration, sectionDifferences } from './record-differences.ts';
import { type Catalog, type FeatureRecord, featureFields, registered } from './records.ts';

type KnownFeatures = Known['features'];
type Features = NonNullable<Catalog['features']>;

export function featureDifferences(
  known: KnownFeatures,
  wanted: Catalog['features'],
  renamed: ReadonlyMap<string, string>,
  at: string,
): readonly Finding[] {
  if (wanted === undefined) return [];
  const { renames, impossible } = renamesIn(known, wanted, renamed);
  const olds = Map.groupBy(renames.keys(), (from) => renames.get(from));
  const left = new Set([...known.values()].flatMap(({ record }) => record.formerly ?? []));
  const found = sectionDifferences(known, wanted, at, {
    present: (id, record) => oneFeature(known, id, record, olds.get(id) ?? [], left.has(id), at),
    gone: (id) => (renames.has(id) ? [] : [retirement(id, NO_LONGER)]),
  });
  return [...impossible.map((warning) => ({ warning })), ...found];
}

interface Renames {
  /** From the name that goes to the name that stays. */
  readonly renames: ReadonlyMap<string, string>;
  readonly impossible: readonly string[];
}

/** The renames that files or people ask for, without those that have happened. */
function renamesIn(known: KnownFeatures, wanted: Features, asked: ReadonlyMap<string, string>): Renames {
  const renames = new Map<string, string>();
  for (const id of idsOf(wanted))
    for (const from of wanted.get(id)?.formerly ?? [])
      if (whyNot(from, id, known, wanted) === undefined && !renames.has(from)) renames.set(from, id);
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
  !known.has(from) && known.get(to)?.record.formerly?.includes(from) === true;

function whyNot(from: string, to: string, known: KnownFeatures, wanted: Features): string | undefined {
  if (!wanted.has(to)) return `the files have no feature ${to}`;
  if (wanted.has(from)) return `the files still have a feature ${from}`;
  return known.get(from)?.isGone === false ? undefined : `no feature ${from} is known`;
}

/** @param wasLeft whether another feature had this name before */
function oneFeature(
  known: KnownFeatures,
  id: string,
  wanted: FeatureRecord,
  olds: readonly string[],
  wasLeft: boolean,
  at: string,
): readonly Finding[] {
  // Its history is closed: a registration would open it again.
  if (isRetired(wanted) && known.get(id)?.isGone === true && olds.length === 0) return [];
  const bases = [id, ...olds].flatMap((name) => known.get(name) ?? []);
  const registrations = registration(registered.features, id, bases, wanted);
  const statements = [
    ...olds.map((from) =>
      statement('feature', from, 'FeatureRenamed', `goes by ${id} now, with its history`, {
        feature: from,
        to: id,
      }),
    ),
    ...(wasLeft && bases.length === 0 ? registrations.map(withAllFields) : registrations),
    ...(isRetired(wanted) ? [retirement(id, wanted.retired)] : []),
  ];
  return unlessLate(statements, bases, at);
}

/**
 * A name that was left for another one still has a ledger, with what was said under it before. Nothing of that holds for the
 * feature that begins here, so every field is stated, the unknown ones as null.
 */
function withAllFields({ fields, ...registration }: Statement): Statement {
  const unknown = featureFields()
    .keyof()
    .options.map((name) => [name, null]);
  return { ...registration, fields: { ...Object.fromEntries(unknown), ...fields } };
}

function retirement(id: string, retired: FeatureRecord['retired']): Statement {
  const reason = typeof retired === 'string' ? retired : undefined;
  const words = reason === undefined ? 'is retired' : `is retired, ${reason}`;
  return statement('feature', id, 'FeatureRetired', words, { feature: id, reason });
}
