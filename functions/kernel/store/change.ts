/** Changing an item that others also change: read it, decide, and write it unless another writer was faster. */
import { getOne, type Item, type Key, type Store } from './store.ts';

/** What an item holds beside its key and its revision. */
type Attributes = Readonly<Record<string, unknown>>;

/** Writers that overtake this one before it gives up: so many losses are a loop. */
const MAX_RACES = 100;

/**
 * Changes one item, or makes it. The decision is made again for every writer that was faster, so it always knows what it
 * replaces. The item carries a `revision`, and every change raises it.
 * @param decide gets the present item, and returns all attributes of the next one; `undefined` changes nothing
 * @returns the item as it was written; `undefined` if it was not
 */
export async function change(
  store: Store,
  key: Key,
  decide: (item: Item | undefined) => Attributes | undefined,
): Promise<Item | undefined> {
  const { pk, sk } = key;
  for (let race = 0; race < MAX_RACES; race += 1) {
    const item = await getOne(store, { pk, sk });
    const attributes = decide(item);
    if (attributes === undefined) return undefined;
    const held = item === undefined ? 0 : revisionOf(item);
    const next = { ...attributes, pk, sk, revision: held + 1 };
    const guard = item === undefined ? 'ifAbsent' : { ifRevision: held };
    if ((await store.put(next, guard)) === 'written') return next;
  }
  throw new Error(`The item ${pk} ${sk} was changed ${MAX_RACES} times by others meanwhile.`);
}

function revisionOf({ pk, sk, revision }: Item): number {
  if (typeof revision === 'number') return revision;
  throw new TypeError(
    `The item ${pk} ${sk} has no revision, so it cannot be changed without losing what others write.`,
  );
}
