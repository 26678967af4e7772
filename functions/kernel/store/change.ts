/** Changing an item that others change, too: read it, decide, and write it unless somebody else was faster. */
import { getOne, type Item, type Key, type Store } from './store.ts';

/** What an item holds beside its key and its revision. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Writers that overtake this one before it gives up: whoever loses so often is in a circle. */
const MAX_RACES = 100;

class ChangeOvertakenError extends Error {
  override readonly name = 'ChangeOvertakenError';
}

/**
 * Changes one item, or makes it where there is none. What it becomes is decided again for every writer that was faster,
 * so the decision always knows what it replaces. The item carries a `revision`, and every change raises it.
 * @param decide gets the item as it stands, and returns all that it is to hold; `undefined` leaves it as it is
 * @returns the item as it was written; `undefined` where it was left alone
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
  throw new ChangeOvertakenError(`The item ${pk} ${sk} was changed ${MAX_RACES} times by others meanwhile.`);
}

function revisionOf({ pk, sk, revision }: Item): number {
  if (typeof revision === 'number') return revision;
  throw new TypeError(
    `The item ${pk} ${sk} has no revision, so it cannot be changed without losing what others write.`,
  );
}
