/**
 * What a host provides to a function: its store, its bus and its settings. The function does not know which host it runs on.
 * On AWS they are the same for as long as the instance lives; on one machine, and in tests, where several hosts may share
 * a process, each invocation carries its own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Bus } from './bus/bus.ts';
import type { Store } from './store/store.ts';

export interface Surroundings {
  readonly store: Store;
  readonly bus: Bus;
  /** Settings and secrets by name, read again for each use: a host may change them while the function runs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

class SurroundingsMissingError extends Error {
  override readonly name = 'SurroundingsMissingError';
}

const carried = new AsyncLocalStorage<Surroundings>();
let provided: Surroundings | undefined;

/** Does something in some surroundings, with all that it goes on to do. */
export const within = <Result>(surroundings: Surroundings, work: () => Result): Result =>
  carried.run(surroundings, work);

/** The surroundings of a process that has the same ones throughout. */
export function provide(surroundings: Surroundings): void {
  provided = surroundings;
}

/** @throws {SurroundingsMissingError} when no host provides any */
export function surroundings(): Surroundings {
  const found = carried.getStore() ?? provided;
  if (found === undefined)
    throw new SurroundingsMissingError('No host provides this function with a store, a bus and settings.');
  return found;
}

/**
 * Something that is remembered between invocations, once for each host: several can share a process, and none may see
 * what is another's. It is made when it is first asked for, and gone with the host's environment.
 * @returns that of the host of this invocation
 */
export function perHost<Value>(make: () => Value): () => Value {
  const made = new WeakMap<object, { readonly value: Value }>();
  return () => {
    const { environment } = surroundings();
    const found = made.get(environment) ?? { value: make() };
    made.set(environment, found);
    return found.value;
  };
}
