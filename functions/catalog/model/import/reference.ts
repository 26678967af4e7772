/** A place where a record names another. */
import type { Place, Section } from './problem.ts';

/** What a name can be the name of. */
export type Named =
  | 'team'
  | 'person'
  | 'project'
  | 'feature'
  | 'release'
  | 'calendar'
  | 'maturity'
  | 'compatibility'
  | 'deployment'
  | 'use-cases'
  | 'train'
  | 'flag'
  | 'account'
  | 'org'
  | 'role';

export interface Reference {
  readonly place: Place;
  readonly to: Named;
  readonly name: string;
  /** Stands before the name in the record: `person:` */
  readonly prefix?: string | undefined;
  /** The place ends in the name: messages need not repeat it. */
  readonly isKey?: boolean | undefined;
  /** Of a record that is over: what it names may be gone with it. */
  readonly isPast?: boolean | undefined;
}

type Path = readonly (string | number)[];
type Refer = (to: Named, name: string | null | undefined, ...path: Path) => Reference[];

/** References of one record, by where they stand in it. */
export const within =
  (section: Section, ...start: Path): Refer =>
  (to, name, ...path) =>
    name == null ? [] : [{ place: { section, path: [...start, ...path] }, to, name }];

export const all = <Record>(
  records: ReadonlyMap<string, Record> | undefined,
  references: (id: string, record: Record) => Reference[],
): Reference[] => [...(records ?? [])].flatMap(([id, record]) => references(id, record));

export const each = <Value>(
  values: readonly Value[] | null | undefined,
  refer: (value: Value, at: number) => Reference[],
) => (values ?? []).flatMap(refer);

export const keys = (map: object | null | undefined, refer: (key: string) => Reference[]) =>
  Object.keys(map ?? {}).flatMap((key) => refer(key).map((reference) => ({ ...reference, isKey: true })));
