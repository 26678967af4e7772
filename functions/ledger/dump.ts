/** A table as text, for comparing two of them. */
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Item, WholeStore } from '../kernel/store/store.ts';
import { isPassing, SUMMARY } from './keys.ts';

// What depends on the moment of knowing: when a fact arrived, and how often something was written again.
const passing: ReadonlySet<string> = new Set(['arrivedAt', 'revision']);
// And when a conclusion is due again, which is seen from now: links that stand on events are for all time.
const passingOfConclusions: ReadonlySet<string> = new Set([...passing, 'link', 'linkKey']);

/**
 * Every fact and conclusion as one canonical JSON line, lines sorted: two tables that took in the same facts give the
 * same text. What was told to whom, and conclusions that no longer hold, are no part of it.
 * It reads the whole store: it is for people with all of it at hand, and no deployed function may do it.
 */
export async function dump(table: WholeStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of table.scan())
    for (const item of page) {
      if (isPassing(item) || (isConclusion(item) && !('content' in item))) continue;
      const left = isConclusion(item) ? passingOfConclusions : passing;
      lines.push(canonicalJson(Object.fromEntries(Object.entries(item).filter(([key]) => !left.has(key)))));
    }
  return lines.sort();
}

/** Summaries have a revision, too. */
const isConclusion = (item: Item) => 'revision' in item && item.sk !== SUMMARY;
