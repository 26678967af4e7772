/**
 * The plain value of a YAML document: maps as `Map`, which keeps the order of all keys and has no `__proto__`, and
 * keys as they are written, so that `5.10:` is "5.10". What a catalog has no use for is an error where it stands.
 */
import { type Alias, isAlias, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml';

export interface ValueError {
  readonly path: readonly (string | number)[];
  readonly offset: number;
  readonly message: string;
}

export interface PlainValue {
  readonly value: unknown;
  readonly errors: readonly ValueError[];
  /** What each alias (`*name`) stands for. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
}

/** Values that aliases may stand for, all together: a file of 1 KB can name 10^9. */
const MAX_ALIASED = 1_000_000;

type Node = ParsedNode | Scalar;
type Entry = Pair<ParsedNode, ParsedNode | null>;

interface Anchored {
  readonly node: ParsedNode;
  readonly value: unknown;
  /** Values in it, with those that its own aliases stand for. */
  readonly size: number;
}

/** A document on its way to its value. */
interface Reading {
  readonly errors: ValueError[];
  readonly anchors: Map<string, Anchored>;
  readonly targets: Map<Alias, ParsedNode>;
  /** Where the reading is. */
  readonly path: (string | number)[];
  /** Values so far, with those that aliases stand for. */
  size: number;
  aliased: number;
  readonly scalar: ScalarValue;
}

/** What a scalar is taken for. */
type ScalarValue = (node: Scalar) => unknown;

/** @param scalar where it is to be something else than what YAML takes it for */
export function plainValue(
  contents: ParsedNode | null,
  scalar: ScalarValue = ({ value }) => value,
): PlainValue {
  const [errors, anchors, targets, path] = [[], new Map(), new Map(), []];
  const reading = { errors, anchors, targets, path, size: 0, aliased: 0, scalar };
  return { value: plain(reading, contents), errors: reading.errors, targets: reading.targets };
}

/** The text of a key: a plain one as it is written, whatever YAML takes it for. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
}

function complain({ errors, path }: Reading, node: Node, message: string): void {
  errors.push({ path: [...path], offset: node.range?.[0] ?? 0, message });
}

function plain(reading: Reading, node: ParsedNode | null): unknown {
  const before = reading.size;
  reading.size += 1;
  if (node === null) return null;
  if (isAlias(node)) return aliasedValue(reading, node);
  const value = isScalar(node)
    ? reading.scalar(node)
    : isSeq(node)
      ? node.items.map((item, index) => below(reading, index, item))
      : entries(reading, node.items);
  // Only now: within itself, it stands for nothing.
  if (node.anchor !== undefined)
    reading.anchors.set(node.anchor, { node, value, size: reading.size - before });
  return value;
}

function below(reading: Reading, step: string | number, node: ParsedNode | null): unknown {
  reading.path.push(step);
  const value = plain(reading, node);
  reading.path.pop();
  return value;
}

function entries(reading: Reading, pairs: readonly Entry[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const name = keyText(key);
    if (name === undefined) complain(reading, key, 'has a key that is no text');
    else if (isMerge(key)) complain(reading, key, 'merges (<<) what it should say: write its fields out');
    else if (found.has(name)) sayTwice(reading, name, key);
    else found.set(name, below(reading, name, value));
  }
  return found;
}

function sayTwice(reading: Reading, name: string, key: ParsedNode): void {
  reading.path.push(name);
  complain(reading, key, 'is there twice: only one of them can hold');
  reading.path.pop();
}

function aliasedValue(reading: Reading, alias: Alias.Parsed): unknown {
  const anchored = reading.anchors.get(alias.source);
  if (anchored === undefined) {
    complain(reading, alias, `names *${alias.source}, which does not stand before it`);
    return null;
  }
  const isFirst = reading.aliased <= MAX_ALIASED;
  reading.aliased += anchored.size;
  if (reading.aliased > MAX_ALIASED) {
    if (isFirst) complain(reading, alias, 'stands for more than a catalog holds, through aliases of aliases');
    return null;
  }
  reading.size += anchored.size;
  reading.targets.set(alias, anchored.node);
  return anchored.value;
}

/** Quoted, it is a name like any other. */
const isMerge = (key: ParsedNode) => isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
