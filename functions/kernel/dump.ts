/** A table as text, for comparing two of them. */
import { canonicalJson } from '../../events/canonical-json.ts';
import { isCut } from './derived/cuts.ts';
import { isFailure } from './derived/failures.ts';
import { isLink } from './derived/links.ts';
import { BOOKKEEPING } from './derived/stored.ts';
import { isPassing } from './keys.ts';
import { isIdKey } from './ledger/keys.ts';
import type { Item, WholeStore } from './store/store.ts';

// When a derived value is due again is seen from now, and when a fact arrived is nobody's matter.
const passing: ReadonlySet<string> = new Set([...BOOKKEEPING, 'arrivedAt', 'link', 'linkKey']);

/**
 * Every fact, mentioned name and derived value as one canonical JSON line, lines sorted: two tables that took in the same
 * facts give the same text. How a value came about, who read what, what was told to whom, and values that computed to
 * nothing are no part of it.
 * It reads the whole store: it is for people with all of it at hand, and no deployed function may do it.
 */
export async function dump(table: WholeStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of table.scan())
    for (const item of page) {
      if (
        isPassing(item) ||
        isLink(item) ||
        isFailure(item) ||
        isCut(item) ||
        isIdKey(item.sk) ||
        isGone(item)
      )
        continue;
      lines.push(
        canonicalJson(Object.fromEntries(Object.entries(item).filter(([key]) => !passing.has(key)))),
      );
    }
  return lines.sort();
}

/** A derived value that computed to nothing keeps its bookkeeping only. */
const isGone = (item: Item) => 'isAsked' in item && !('value' in item);
