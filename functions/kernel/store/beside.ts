/**
 * A store whose writes stay in memory, over another one that is only read: what would be, if something were stated. It lives as long
 * as one answer.
 */
import type { Guard, Item, Key, Store } from './store.ts';

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

/** Of lists it shows what the store under it has: an index may lag anyway. */
export function beside(under: Store): Store {
  /** Undefined stands for an item that was removed. */
  const written = new Map<string, Item | undefined>();
  /** Whether a guard holds is decided at once, after all that has to be waited for. */
  const holds = async (key: Key, guard: Guard | undefined): Promise<boolean> => {
    if (guard === undefined) return true;
    const name = textOf(key);
    const [stored] = written.has(name) ? [] : await under.get([key]);
    const held = written.has(name) ? written.get(name) : stored;
    return guard === 'ifAbsent' ? held === undefined : held?.revision === guard.ifRevision;
  };
  return {
    async put(item, guard) {
      if (!(await holds(item, guard))) return 'raced';
      written.set(textOf(item), asStored(item));
      return 'written';
    },
    async remove(key, guard) {
      if (!(await holds(key, guard))) return 'raced';
      written.set(textOf(key), undefined);
      return 'removed';
    },
    async get(keys) {
      const once = [...new Map(keys.map((key) => [textOf(key), key])).values()];
      const own = once.flatMap((key) => written.get(textOf(key)) ?? []);
      const others = once.filter((key) => !written.has(textOf(key)));
      return others.length === 0 ? own : [...own, ...(await under.get(others))];
    },
    async *query(partition, range = {}) {
      const { limit, ...whole } = range;
      const { from = '', to, reverse = false } = whole;
      const own = [...written].filter(([name]) => name.startsWith(`${partition}\n`));
      const stored: Item[] = [];
      // What is written over here must not use up the limit.
      for await (const page of under.query(partition, own.length > 0 ? whole : range))
        stored.push(...page.filter((item) => !written.has(textOf(item))));
      const within = own.flatMap(([, item]) =>
        item === undefined || before(item.sk, from) || (to !== undefined && before(to, item.sk))
          ? []
          : [item],
      );
      const all = [...stored, ...within].toSorted((a, b) => bytes(a.sk, b.sk) * (reverse ? -1 : 1));
      yield limit === undefined ? all : all.slice(0, limit);
    },
    list: (index, partition, range) => under.list(index, partition, range),
  };
}

/** As a store gives it back: without what is undefined. */
const asStored = (item: Item): Item => ({ ...JSON.parse(JSON.stringify(item)), pk: item.pk, sk: item.sk });

/** Sort keys are ordered by their UTF-8 bytes. */
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const before = (a: string, b: string) => bytes(a, b) < 0;
