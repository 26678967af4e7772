/**
 * What a host provides to a function: its store, its bus and its settings. On AWS they are the same throughout; on one
 * machine, and in tests, several hosts may share a process, so each invocation carries its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bus } from './bus/bus.ts';
import type { GaveUp } from './model/gave-up.ts';
import type { Store } from './store/store.ts';

export interface Surroundings {
  readonly store: Store;
  readonly bus: Bus;
  /** Settings and secrets by name, read again for each use: a host may change them while the function runs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the host gave up, by id; absent where a service of its own has it. */
  readonly gaveUp?: ((after: number, limit: number) => readonly GaveUp[]) | undefined;
}

const carried = new AsyncLocalStorage<Surroundings>();
let provided: Surroundings | undefined;

export const within = <Result>(surroundings: Surroundings, work: () => Result): Result =>
  carried.run(surroundings, work);

/** Sets the surroundings of a process that has the same ones throughout. */
export function provide(surroundings: Surroundings): void {
  provided = surroundings;
}

export function surroundings(): Surroundings {
  const found = carried.getStore() ?? provided;
  if (found === undefined)
    throw new Error('No host provides this function with a store, a bus and settings.');
  return found;
}

/** Remembers a value between invocations, made when it is first used, for each host apart: several can share a process. */
export function perHost<Value>(make: () => Value): () => Value {
  const made = new WeakMap<object, { readonly value: Value }>();
  return () => {
    const { environment } = surroundings();
    const found = made.get(environment) ?? { value: make() };
    made.set(environment, found);
    return found.value;
  };
}
