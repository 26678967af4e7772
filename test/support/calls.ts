/** Watches the calls of a store while it is in use, and lets some of them fail. */
import type { Pages, WholeStore } from '../../functions/kernel/store/store.ts';

export interface Call {
  /** What was asked of the store; each query is one call, however many pages it has. */
  readonly operation: keyof WholeStore;
  /** What it was asked with. */
  readonly input: readonly unknown[];
}

/** Does a call, or something else. */
export type Around = <Result>(call: Call, go: () => Promise<Result>) => Promise<Result>;

/** A store whose every call goes through a function. */
export function around(store: WholeStore, wrap: Around): WholeStore {
  const one =
    <Input extends unknown[], Result>(
      operation: keyof WholeStore,
      work: (...input: Input) => Promise<Result>,
    ) =>
    (...input: Input): Promise<Result> =>
      wrap({ operation, input }, () => work(...input));
  const many = <Input extends unknown[]>(operation: keyof WholeStore, work: (...input: Input) => Pages) =>
    async function* (...input: Input) {
      const pages = work(...input)[Symbol.asyncIterator]();
      let page = await wrap({ operation, input }, () => pages.next());
      for (; page.done !== true; page = await pages.next()) yield page.value;
    };
  return {
    put: one('put', store.put),
    remove: one('remove', store.remove),
    get: one('get', store.get),
    query: many('query', store.query),
    list: many('list', store.list),
    scan: many('scan', store.scan),
  };
}

/** Who goes around the calls of a store now, the latest outermost. */
const watchers = new WeakMap<object, Around[]>();

/** A store that `watching` can look into later. */
export function watched(store: WholeStore): WholeStore {
  const all: Around[] = [];
  const wrap: Around = (call, go) => {
    let work = go;
    for (const each of all) {
      const inner = work;
      work = () => each(call, inner);
    }
    return work();
  };
  const open = around(store, wrap);
  watchers.set(open, all);
  return open;
}

/** Goes around the calls of a watched store while something is done. */
export async function watching<Result>(
  store: object,
  wrap: Around,
  work: () => Promise<Result>,
): Promise<Result> {
  const all = watchers.get(store);
  if (all === undefined) throw new TypeError('Nobody can watch the calls of this store.');
  all.push(wrap);
  try {
    return await work();
  } finally {
    all.splice(all.indexOf(wrap), 1);
  }
}

/**
 * Gives the calls that were made while something was done.
 * @param before is told of each call first; what it throws is the call's error
 */
export async function callsDuring(
  store: object,
  work: () => Promise<unknown>,
  before: (call: Call) => void = () => {},
): Promise<Call[]> {
  const calls: Call[] = [];
  const wrap: Around = async (call, go) => {
    calls.push(call);
    before(call);
    return go();
  };
  await watching(store, wrap, work);
  return calls;
}
