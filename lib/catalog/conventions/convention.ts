/** What a convention is: whose files it reads, and what it makes of their documents. */
import { didYouMean } from '../../../events/nearest.ts';
import type { SourceDocument } from './documents.ts';
import { type Gathering, Part } from './gathering.ts';
import type { Words } from './names.ts';

/** What a reader may know of the catalog that it reads for. */
export interface Context {
  /** By kind, from a word of theirs, in small letters, to one of the catalog. */
  readonly words: Readonly<Record<Words, ReadonlyMap<string, string>>>;
  /** By e-mail address or account: who has it. */
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** The day of the import: `2024-03-26`. */
  readonly today: string;
  /** Whose is what names no owner. */
  readonly defaultTeam?: string | undefined;
}

export interface KnownPerson {
  readonly person: string;
  readonly teams: readonly string[];
}

export interface Convention {
  /** Whose convention it is, for people. */
  readonly title: string;
  /** Whether it reads a file that stands below a folder. @param path with slashes */
  reads(path: string): boolean;
  /** Reads all documents together: one may say what another is about. */
  read(documents: readonly SourceDocument[], into: Gathering, context: Context): void;
}

/** The whole document as a part; undefined, with a remark, where it is no map. */
export function wholeOf(document: SourceDocument, into: Gathering): Part | undefined {
  const { value } = document;
  const part = new Part(into, { document, path: [] }, value instanceof Map ? value : new Map());
  if (value instanceof Map) return part;
  if (value !== undefined && value !== null) part.refuse([], 'is no map of fields');
  return undefined;
}

/** The team of what names no owner, and of what names one that is no team. */
export const UNOWNED = 'unowned';

const nouns: Readonly<Record<Words, string>> = {
  maturity: 'level of maturity',
  tier: 'launch tier',
  team: 'team',
};

/** The catalog's word for one of theirs; undefined, with a remark that says what to do, where nobody declared it. */
export function mapped(
  part: Part,
  key: string,
  kind: Words,
  { words }: Pick<Context, 'words'>,
): string | undefined {
  const word = part.text(key);
  if (word === undefined) return undefined;
  const known = words[kind];
  const found = known.get(word.toLowerCase());
  if (found === undefined)
    part.warn(
      [key],
      `${word} is no ${nouns[kind]} of the catalog${didYouMean(word, [...known.keys()])}: taken as unknown; say which it is with --map ${kind}:${spelled(word)}=…`,
      { kind: 'reference', isCounted: true },
    );
  return found;
}

const spelled = (word: string): string => (/\s/.test(word) ? `"${word}"` : word);
