/** Numbers and lists in words. */

/** `1 project`, `1,200 projects` */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `2nd`, `11th` */
export const ordinal = (number: number): string => `${number}${ENDINGS[ORDINAL.select(number)] ?? 'th'}`;

/** How many of a section's items are of some kind. */
export interface Counted {
  readonly count: number;
  /** Whether there may be more of them among the items that are not kept. */
  readonly isLeast: boolean;
}

/** Words for a count: `2 projects`, `at least 30 projects`. */
export const countedWords = ({ count, isLeast }: Counted, one: string, many = `${one}s`): string =>
  `${isLeast ? 'at least ' : ''}${plural(count, one, many)}`;

/** Counts the items of a kind; those that are not kept may be of it, too. */
export function counted<Item>(
  { items, total }: { readonly items: readonly Item[]; readonly total: number },
  isOne: (item: Item) => boolean,
): Counted & { readonly found: readonly Item[] } {
  const found = items.filter(isOne);
  return { found, count: found.length, isLeast: items.length < total && found.length > 0 };
}
