/** Hooks around the calls of a store: for crashes, outages, and calls that overtake each other. */
import type {
  Guard,
  IndexName,
  Item,
  Key,
  Pages,
  Range,
  WholeStore,
} from '../../../functions/kernel/store/store.ts';

/** One call of the port. A read of several pages is one call. */
export type Call =
  | { readonly operation: 'put'; readonly item: Item; readonly guard: Guard | undefined }
  | {
      readonly operation: 'remove';
      readonly key: Key;
      readonly guard: { readonly ifRevision: number } | undefined;
    }
  | { readonly operation: 'get'; readonly keys: readonly Key[] }
  | { readonly operation: 'query'; readonly partition: string; readonly range: Range | undefined }
  | {
      readonly operation: 'list';
      readonly index: IndexName;
      readonly partition: string;
      readonly range: Omit<Range, 'only'> | undefined;
    }
  | { readonly operation: 'scan' };

/** A hook can throw the error of a call, or delay it. */
export interface Gate {
  /** Before a call is made: when this throws, it never is. */
  readonly before?: (call: Call) => unknown;
  /** After it took effect, before its answer arrives; for pages, once the first is there. */
  readonly after?: (call: Call) => unknown;
}

/** Makes a call, delays it, or fails. */
export type Around = <Answer>(call: Call, make: () => Promise<Answer>) => Promise<Answer>;

/** A store each of whose calls goes through a function; of pages, up to the first. */
export function around(store: WholeStore, through: Around): WholeStore {
  async function* pagesThrough(call: Call, read: () => Pages): Pages {
    const pages = read()[Symbol.asyncIterator]();
    try {
      let page = await through(call, () => pages.next());
      for (; page.done !== true; page = await pages.next()) yield page.value;
    } finally {
      await pages.return?.();
    }
  }

  return {
    put: (item, guard) => through({ operation: 'put', item, guard }, () => store.put(item, guard)),
    remove: (key, guard) => through({ operation: 'remove', key, guard }, () => store.remove(key, guard)),
    get: (keys) => through({ operation: 'get', keys }, () => store.get(keys)),
    query: (partition, range) =>
      pagesThrough({ operation: 'query', partition, range }, () => store.query(partition, range)),
    list: (index, partition, range) =>
      pagesThrough({ operation: 'list', index, partition, range }, () => store.list(index, partition, range)),
    scan: () => pagesThrough({ operation: 'scan' }, () => store.scan()),
  };
}

export const faulty = (store: WholeStore, { before, after }: Gate): WholeStore =>
  around(store, async (call, make) => {
    await before?.(call);
    const answer = await make();
    await after?.(call);
    return answer;
  });

export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface PlannedCrash {
  /** Which call, from 0. */
  readonly call: number;
  /** `before` it is made, or `after` it took effect, with its answer lost. */
  readonly side: 'before' | 'after';
}

/** The gate of a process that dies at one call: nothing that comes after is made. @returns it, and how many calls began */
export function crashAt(crash: PlannedCrash | undefined): Gate & { readonly begun: () => number } {
  const numbers = new Map<Call, number>();
  let isDead = false;
  const die = (call: Call, side: PlannedCrash['side']) => {
    if (crash?.side !== side || crash.call !== numbers.get(call)) return;
    isDead = true;
    throw new CrashError(`${side} call ${crash.call}, a ${call.operation}`);
  };
  const refuseTheDead = () => {
    if (isDead) throw new CrashError('dead');
  };
  return {
    before(call) {
      refuseTheDead();
      numbers.set(call, numbers.size);
      die(call, 'before');
    },
    after(call) {
      refuseTheDead();
      die(call, 'after');
    },
    begun: () => numbers.size,
  };
}
