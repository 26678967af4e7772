/** What is remembered between invocations, host by host: several can share a process, and none may see another's. */
import { surroundings } from './surroundings.ts';

/**
 * Something that each host has once: made when it is first asked for, and gone with the host's environment.
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
