/** Ledgers read at once: enough to hide the round trip, few enough that a large train does not crowd out the rest. */
const AT_ONCE = 16;

/**
 * Does something with each item, several at once, and gives the results in the items' order. The first error ends it, but
 * not before what was begun has ended: a write that went on by itself would come after its message had come again.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [at, item] of waiting) {
      if (failures.length > 0) return;
      await work(item).then(
        (result) => {
          results[at] = result;
        },
        (error: unknown) => failures.push(error),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
