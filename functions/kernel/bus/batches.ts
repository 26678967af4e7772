/** What one call takes at most. */
export interface Limits {
  readonly items: number;
  readonly bytes: number;
}

/** Items in their order, as many together as a call takes; one that is too large for any call goes alone. */
export function* batches<Item>(
  items: readonly Item[],
  most: Limits,
  bytesOf: (item: Item) => number,
): Generator<Item[]> {
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (batch.length === most.items || (batch.length > 0 && bytes + size > most.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
