/** What was read from a store and stays true there for good, so that it need not be read again. */
import type { Store } from './store.ts';

/** What one instance remembers of one kind. Beyond that the oldest is forgotten, and read again when it is needed. */
const MAX_REMEMBERED = 10_000;

export interface Remembered<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * Remembers values by key, for each store apart, as long as that store is in use. Only for what no later write takes back:
 * that an entity is registered, or that a value exists. That something is absent is never remembered.
 */
export function remembering<Value>(): (store: Store) => Remembered<Value> {
  const byStore = new WeakMap<Store, Remembered<Value>>();
  return (store) => {
    const found = byStore.get(store) ?? bounded<Value>();
    byStore.set(store, found);
    return found;
  };
}

function bounded<Value>(): Remembered<Value> {
  const values = new Map<string, Value>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= MAX_REMEMBERED) return;
        values.delete(oldest);
      }
    },
  };
}
