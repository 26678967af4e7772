/** A table as text, for comparing two of them. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import { isIdKey, isPassing } from '../store/keys.ts';
import { EXPIRES_AT, type Item, type WholeStore } from '../store/store.ts';
import { isLink } from './links.ts';
import { BOOKKEEPING } from './stored.ts';
import { isTrouble } from './troubles.ts';

// When a fact arrived, and when a derived value is due again, depends on the clock; `about` is for people.
const omitted: ReadonlySet<string> = new Set([
  ...BOOKKEEPING,
  'arrivedAt',
  'about',
  EXPIRES_AT,
  'link',
  'linkKey',
]);

/**
 * Every fact, mentioned name and derived value as one canonical JSON line, sorted: two tables of the same facts give the
 * same text. Bookkeeping, links, announcements, and values that computed to nothing are left out.
 */
export async function dump(table: WholeStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of table.scan())
    for (const item of page) {
      if (isPassing(item) || isLink(item) || isTrouble(item) || isIdKey(item.sk) || isGone(item)) continue;
      const compared = Object.entries(item).filter(([name]) => !omitted.has(name));
      lines.push(canonicalJson(Object.fromEntries(compared)));
    }
  return lines.sort();
}

/** A derived value that computed to nothing has only its bookkeeping. */
const isGone = (item: Item) => 'isAsked' in item && !('value' in item);
