/** Ledgers read at once: enough to hide the round trip, few enough that a large train does not crowd out the rest. */
const AT_ONCE = 16;

/** Does something with each item, several at once, and gives the results in the items' order. The first error ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [at, item] of waiting) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}
