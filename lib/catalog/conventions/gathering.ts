/**
 * What a convention's documents say, gathered: drafts of records, each field with where it stands, and remarks on all that has
 * no place in a catalog, or contradicts itself.
 */
import type { Problem, Section } from '../../../functions/catalog/model/import/problem.ts';
import { type Path, type SourceDocument, WrittenNumber } from './documents.ts';

/** A place in a document. */
export interface Origin {
  readonly document: SourceDocument;
  readonly path: Path;
}

export interface Remark extends Origin {
  readonly severity: Problem['severity'];
  readonly kind: Problem['kind'];
  readonly about: Subject;
  readonly message: string;
  /** Remarks of one text are one line with a count. */
  readonly isCounted: boolean;
}

/** What a part of a document is about, once that is known: how messages begin. */
export interface Subject {
  readonly section: Section;
  readonly id?: string | undefined;
  /** Steps of the path above the record. */
  readonly above: number;
}

export interface Draft {
  readonly section: Section;
  readonly id: string;
  readonly at: Origin;
  /** By the field's name in a record. */
  readonly fields: Map<string, { readonly value: unknown; readonly from: Origin }>;
  /** Stated only where nobody has registered it: another record needs it to be there. */
  readonly isImplied: boolean;
}

export interface Gathering {
  readonly drafts: Draft[];
  readonly remarks: Remark[];
}

export const gathering = (): Gathering => ({ drafts: [], remarks: [] });

/** Adds a record, field by field; a value that is undefined is unknown. */
export function draft(
  into: Gathering,
  [section, id]: readonly [Section, string],
  at: Origin,
  fields: Readonly<Record<string, readonly [value: unknown, from: Origin] | undefined>>,
  isImplied = false,
): Draft {
  const known = Object.entries(fields).flatMap(([name, field]) =>
    field === undefined || field[0] === undefined
      ? []
      : [[name, { value: field[0], from: field[1] }] as const],
  );
  const made: Draft = { section, id, at, fields: new Map(known), isImplied };
  into.drafts.push(made);
  return made;
}

/** A map in a document, read key by key: what nobody asks for is named in the end. */
export class Part {
  readonly document: SourceDocument;
  readonly path: Path;
  readonly #into: Gathering;
  readonly #value: ReadonlyMap<string, unknown>;
  #about: Subject;
  readonly #asked = new Set<string>();
  readonly #below: Part[] = [];

  constructor(
    into: Gathering,
    origin: Origin,
    value: ReadonlyMap<string, unknown>,
    about: Subject = { section: 'features', above: origin.path.length },
  ) {
    this.document = origin.document;
    this.path = origin.path;
    this.#into = into;
    this.#value = value;
    this.#about = about;
  }

  /** Says what it is about, so that messages do. */
  isOf(section: Section, id?: string): void {
    this.#tell({ section, id, above: this.path.length });
  }

  #tell(about: Subject): void {
    this.#about = about;
    for (const part of this.#below) part.#tell(about);
  }

  get keys(): readonly string[] {
    return [...this.#value.keys()];
  }

  has(key: string): boolean {
    return isSomething(this.#value.get(key));
  }

  raw(key: string): unknown {
    this.#asked.add(key);
    return this.#value.get(key);
  }

  at(key: string, ...below: Path): Origin {
    return { document: this.document, path: [...this.path, key, ...below] };
  }

  /** Text, also of a number, as it is written; empty is unknown. */
  text(key: string): string | undefined {
    return this.#textOf(key, this.raw(key));
  }

  /** The first of some keys that says something. */
  first(...keys: readonly string[]): string | undefined {
    return keys.map((key) => this.text(key)).find((text) => text !== undefined);
  }

  /** One text, or a list of them. */
  texts(key: string): readonly { readonly text: string; readonly from: Origin }[] {
    const value = this.raw(key);
    const all = Array.isArray(value) ? value : [value];
    return all.flatMap((one, at) => {
      const text = this.#textOf(key, one, ...(Array.isArray(value) ? [at] : []));
      return text === undefined ? [] : [{ text, from: this.at(key, ...(Array.isArray(value) ? [at] : [])) }];
    });
  }

  truth(key: string): boolean | undefined {
    const value = this.raw(key);
    if (typeof value === 'boolean') return value;
    if (isSomething(value)) this.warn([key], 'is neither true nor false: taken as unknown');
    return undefined;
  }

  /** A day that exists, `2024-12-25`. */
  day(key: string): string | undefined {
    const text = this.text(key)?.replace(/[T ]\d{2}:\d{2}.*$/, '');
    if (text === undefined || isDay(text)) return text;
    this.warn([key], 'is no day like 2024-12-25: taken as unknown');
    return undefined;
  }

  part(key: string): Part | undefined {
    const value = this.raw(key);
    if (value instanceof Map) return this.#child([key], value);
    if (isSomething(value)) this.warn([key], 'is no map of fields: taken as unknown');
    return undefined;
  }

  /** The entries of a list that are maps. */
  parts(key: string): readonly Part[] {
    const value = this.raw(key);
    if (!isSomething(value)) return [];
    if (!Array.isArray(value)) {
      this.warn([key], 'is no list: taken as unknown');
      return [];
    }
    return value.flatMap((one, at) => {
      if (one instanceof Map) return [this.#child([key, at], one)];
      if (isSomething(one)) this.warn([key, at], 'is no map of fields: taken as unknown');
      return [];
    });
  }

  /** Keys that only say how the document is to be read. */
  passOver(...keys: readonly string[]): void {
    for (const key of keys) this.#asked.add(key);
  }

  warn(below: Path, message: string, { kind = 'shape', isCounted = false }: RemarkOptions = {}): void {
    this.#remark('warning', below, message, kind, isCounted);
  }

  /** The record is refused. */
  refuse(below: Path, message: string): void {
    this.#remark('error', below, message, 'shape', false);
  }

  /** Names everything that was not asked for, here and below. */
  nameTheRest(): void {
    for (const [key, value] of this.#value)
      if (!this.#asked.has(key) && isSomething(value))
        this.warn([key], 'has no place in a catalog: left out', { isCounted: true });
    for (const part of this.#below) part.nameTheRest();
  }

  #child(below: Path, value: ReadonlyMap<string, unknown>): Part {
    const origin = { document: this.document, path: [...this.path, ...below] };
    const part = new Part(this.#into, origin, value, this.#about);
    this.#below.push(part);
    return part;
  }

  #textOf(key: string, value: unknown, ...below: Path): string | undefined {
    if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
    if (value instanceof WrittenNumber) {
      if (String(value.value) !== value.text)
        this.warn(
          [key, ...below],
          `is the number ${value.value} to YAML, and is taken as it is written, ${value.text}: put it in quotes`,
        );
      return value.text;
    }
    if (isSomething(value)) this.warn([key, ...below], 'is no text: taken as unknown');
    return undefined;
  }

  #remark(
    severity: Problem['severity'],
    below: Path,
    message: string,
    kind: Problem['kind'],
    isCounted: boolean,
  ): void {
    const path = [...this.path, ...below];
    const { document } = this;
    this.#into.remarks.push({ document, path, severity, kind, about: this.#about, message, isCounted });
  }
}

interface RemarkOptions {
  readonly kind?: Problem['kind'];
  readonly isCounted?: boolean;
}

/** Null, an empty text and an empty list say nothing. */
function isSomething(value: unknown): boolean {
  if (value == null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return value instanceof Map ? value.size > 0 : true;
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
