/** The text of a YAML file as one document of the package `yaml`, or what is wrong with it and where. */
import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml';

/** A place in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a text, and from which of its characters on. */
export interface TextError {
  readonly offset: number;
  readonly message: string;
}

export interface Parsed {
  /** Undefined when the text is no YAML, or more than a catalog holds. */
  readonly contents?: ParsedNode | null | undefined;
  readonly errors: readonly TextError[];
  positionOf(offset: number): Position;
}

/** Collections within collections: records are 5 deep, and what composes a document calls itself for each. */
const MAX_DEPTH = 60;
/** After so many errors a text is of another kind. */
const MAX_ERRORS = 20;

/** Version 1.2: `no` and `2024-12-25` are text. Keys are compared when they are read, in one pass. */
const OPTIONS = { schema: 'core', merge: false, uniqueKeys: false, resolveKnownTags: false } as const;

type Token = Parameters<Composer['next']>[0];

export function parseYaml(text: string): Parsed {
  const lines = new LineCounter();
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const { tokens, tooDeepAt } = tokensOf(text, lines);
  const { contents, errors } = documentOf(tokens, text.length);
  if (tooDeepAt === undefined) return { contents, errors, positionOf };
  // A colon too many on each line looks like a nesting, too: what is wrong before it is what is wrong.
  const before = errors.filter(({ offset }) => offset < tooDeepAt);
  const tooDeep = { offset: tooDeepAt, message: `is nested more than ${MAX_DEPTH} deep` };
  return { errors: before.length > 0 ? before : [tooDeep], positionOf };
}

/** A text of several documents (`---`), each with what is wrong with it. */
export interface Documents extends Pick<Parsed, 'positionOf'> {
  readonly documents: readonly (Pick<Parsed, 'errors'> & {
    /** Undefined where the document is no YAML. */
    readonly contents?: ParsedNode | null | undefined;
    /** Where it begins. */
    readonly start: number;
  })[];
}

/** Reads the documents of a text each by itself: what is wrong with one says nothing of the others. */
export function parseDocuments(text: string): Documents {
  const lines = new LineCounter();
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const { tokens, tooDeepAt } = tokensOf(text, lines);
  if (tooDeepAt !== undefined) {
    const errors = [{ offset: tooDeepAt, message: `is nested more than ${MAX_DEPTH} deep` }];
    return { documents: [{ errors, start: 0 }], positionOf };
  }
  const documents = [...new Composer(OPTIONS).compose(tokens, true, text.length)].map((one) => {
    const errors = [...one.errors, ...one.warnings].slice(0, MAX_ERRORS).map(({ pos, message }) => ({
      offset: pos[0],
      message: `is no YAML: ${message}`,
    }));
    return { errors, start: startOf(one), contents: errors.length === 0 ? one.contents : undefined };
  });
  return { documents, positionOf };
}

/** The tokens of the text's structure, as far as its nesting does not exhaust the stack of what reads them next. */
function tokensOf(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  const tokens: Token[] = [];
  let tooDeepAt: number | undefined;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) tooDeepAt = parser.offset;
    if (tooDeepAt !== undefined) break;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt };
}

function documentOf(tokens: readonly Token[], length: number): Omit<Parsed, 'positionOf'> {
  const [first, second, ...others] = [...new Composer(OPTIONS).compose(tokens, true, length)];
  const all = [first, second, ...others].flatMap((one) => [...(one?.errors ?? []), ...(one?.warnings ?? [])]);
  const errors = all
    .slice(0, MAX_ERRORS)
    .map(({ pos, message }) => ({ offset: pos[0], message: `is not YAML as a catalog has it: ${message}` }));
  if (second !== undefined)
    errors.push({ offset: startOf(second), message: 'is a second document (---): a file holds one' });
  return { errors, contents: errors.length === 0 ? first?.contents : undefined };
}

const startOf = ({ range, contents }: Document.Parsed) => contents?.range[0] ?? range[0];
