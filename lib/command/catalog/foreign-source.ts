/** `--from`: what the files of a convention say to the catalog that they are read for. */
import { launchTier } from '../../../events/fields.ts';
import { catalogOf, type Known } from '../../../functions/catalog/model/import/known.ts';
import { isRecordSection, type RecordSection } from '../../../functions/catalog/model/import/records.ts';
import { keyOf } from '../../catalog/conventions/assemble.ts';
import type { Context, KnownPerson } from '../../catalog/conventions/convention.ts';
import type { ConventionName, WordMap, Words } from '../../catalog/conventions/names.ts';
import { type ReadSources, readConvention } from '../../catalog/conventions/read-convention.ts';
import type { CatalogFolder } from '../../catalog/folder.ts';

export interface SourceOptions {
  readonly from?: ConventionName | undefined;
  readonly map?: WordMap | undefined;
  readonly team?: string | undefined;
}

/** What a convention's files say, once it is known who asks. */
export interface ForeignSource {
  as(known: Known | undefined): {
    readonly folder: CatalogFolder;
    isImplied(section: RecordSection, id: string): boolean;
  };
}

/**
 * @param today the day of the import
 * @throws {CatalogFilesError}
 */
export async function readForeign(
  from: ConventionName,
  path: string,
  { map = new Map(), team }: SourceOptions,
  today: string,
): Promise<ForeignSource> {
  const read: ReadSources = await readConvention(from, path);
  return {
    as(known) {
      const { implied, ...folder } = read.as(contextOf(known, map, team, today));
      return {
        folder: { ...folder, files: read.files },
        isImplied: (section, id) => implied.has(keyOf(section, id)),
      };
    },
  };
}

function contextOf(
  known: Known | undefined,
  map: WordMap,
  defaultTeam: string | undefined,
  today: string,
): Context {
  const catalog = known && catalogOf(known);
  const terms = [...(catalog?.vocabularies.maturity ?? [])].flatMap(([id, { title, alsoCalled }]) =>
    [id, title, ...(alsoCalled ?? [])].map((word) => [word, id] as const),
  );
  const teams = [...(catalog?.teams ?? [])].flatMap(([id, { title }]) => [
    [title, id] as const,
    [id, id] as const,
  ]);
  const tiers = launchTier().options.map((tier) => [tier, tier] as const);
  const words = (kind: Words, own: readonly (readonly [string, string])[]) =>
    new Map([...own.map(([word, id]) => [word.toLowerCase(), id] as const), ...(map.get(kind) ?? [])]);
  return {
    words: { maturity: words('maturity', terms), team: words('team', teams), tier: words('tier', tiers) },
    people: peopleIn(known),
    today,
    defaultTeam,
  };
}

function peopleIn(known: Known | undefined): ReadonlyMap<string, KnownPerson> {
  const people = [...(known === undefined ? [] : (catalogOf(known).people ?? []))];
  return new Map(
    people.flatMap(([person, { email, accounts, teams }]) =>
      [email, ...(accounts ?? [])].flatMap((name): [string, KnownPerson][] =>
        name == null ? [] : [[name.toLowerCase(), { person, teams: teams ?? [] }]],
      ),
    ),
  );
}

/** Of a folder's sections, those of records that are refused: each refuses itself alone. */
export function withoutRefused(
  catalog: CatalogFolder['catalog'],
  problems: readonly {
    readonly severity: string;
    readonly place: { readonly section: string; readonly path: readonly (string | number)[] };
  }[],
): CatalogFolder['catalog'] {
  const refused = problems.flatMap(({ severity, place: { section, path } }) =>
    severity === 'error' && isRecordSection(section) && path[0] !== undefined
      ? [keyOf(section, String(path[0]))]
      : [],
  );
  if (refused.length === 0) return catalog;
  const gone = new Set(refused);
  const kept = Object.entries(catalog).map(([section, records]) =>
    records instanceof Map && isRecordSection(section)
      ? [section, new Map([...records].filter(([id]) => !gone.has(keyOf(section, String(id)))))]
      : [section, records],
  );
  return { ...catalog, ...Object.fromEntries(kept) };
}
