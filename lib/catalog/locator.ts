/** Where the parts of a YAML document stand in its text. */
import { type Alias, isAlias, isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { keyText } from './yaml-value.ts';

interface Part {
  /** Where its key stands, or itself where it has none. */
  readonly offset: number;
  readonly node: ParsedNode | null;
}

/** Finds the offset of the key, or the entry of a list, at a path; of the last part of the path that there is. */
export function locator(contents: ParsedNode | null, targets: ReadonlyMap<Alias, ParsedNode>) {
  const indexes = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, Part>>();
  const indexOf = (map: YAMLMap.Parsed) => {
    const index = indexes.get(map) ?? indexed(map);
    indexes.set(map, index);
    return index;
  };
  const partOf = (node: ParsedNode | null, step: string | number): Part | undefined => {
    const target = isAlias(node) ? targets.get(node) : node;
    if (isMap(target)) return indexOf(target).get(spelt(step));
    const item = isSeq(target) ? target.items[Number(step)] : undefined;
    return item === undefined ? undefined : { offset: item.range[0], node: item };
  };
  return (path: readonly (string | number)[]): number => {
    let part: Part = { offset: contents?.range[0] ?? 0, node: contents };
    for (const step of path) {
      const next = partOf(part.node, step);
      if (next === undefined) break;
      part = next;
    }
    return part.offset;
  };
}

/** By the names that records have once they are read: two encodings of an é are one. */
const spelt = (step: string | number) => String(step).normalize('NFC');

function indexed({ items }: YAMLMap.Parsed): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const { key, value } of items) {
    const name = keyText(key);
    // The first of two is the one that is read.
    if (name !== undefined && !parts.has(spelt(name)))
      parts.set(spelt(name), { offset: key.range[0], node: value });
  }
  return parts;
}
