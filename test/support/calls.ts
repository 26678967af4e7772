/** Stores whose calls a test can watch while they are in use, and let some of them fail. */
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { type Call, faulty, type Gate } from './stores/faulty.ts';

/** The gates around the calls of each store. */
const watchers = new WeakMap<object, Set<Gate>>();

/** A store that `watching` can look into later. */
export function watched(store: WholeStore): WholeStore {
  const gates = new Set<Gate>();
  const open = faulty(store, {
    async before(call) {
      for (const { before } of gates) await before?.(call);
    },
    async after(call) {
      for (const { after } of gates) await after?.(call);
    },
  });
  watchers.set(open, gates);
  return open;
}

/** An empty table in the memory of this process, whose calls can be watched. */
export const newTable = (): WholeStore => watched(openSqliteStore(':memory:', { durable: false }));

/** Puts a gate around the calls of a watched store while something is done. */
export async function watching<Result>(
  store: object,
  gate: Gate,
  work: () => Promise<Result>,
): Promise<Result> {
  const gates = watchers.get(store);
  if (gates === undefined) throw new TypeError('Nobody can watch the calls of this store.');
  gates.add(gate);
  try {
    return await work();
  } finally {
    gates.delete(gate);
  }
}

/**
 * Gives the calls that were made while something was done.
 * @param fail gets each call first; what it throws is the error of the call
 */
export async function callsDuring(
  store: object,
  work: () => Promise<unknown>,
  fail: (call: Call) => void = () => {},
): Promise<Call[]> {
  const calls: Call[] = [];
  const before = (call: Call) => {
    calls.push(call);
    fail(call);
  };
  await watching(store, { before }, work);
  return calls;
}
