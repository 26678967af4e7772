/** What people are to hear of derived values: at least once, and always as the same event. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Announcement } from '../../../events/catalogue.ts';
import { maturityChanged } from '../../../functions/catalog/model/feature.ts';
import { type Derivation, derive } from '../../../functions/kernel/derived/derive.ts';
import { getOne, MAX_ITEM_BYTES, type WholeStore } from '../../../functions/kernel/store/store.ts';
import { around, CrashError, crashAt, faulty, type PlannedCrash } from '../../support/stores/faulty.ts';
import { openInMemory, storeOn } from '../../support/stores/store-on.ts';
import { appended, changed, deriveOn, list, listKey, NOW, telling, valueAt, worldOn } from './toys.ts';

const store = storeOn();
const told = telling(list('rank'));
/** `from to` of what was announced, and its ids. */
const saying = (announcements: readonly Announcement[]) =>
  announcements.map(({ detail }) =>
    'from' in detail && 'to' in detail ? `${detail.from} ${detail.to}` : '',
  );
const idsOf = (announcements: readonly Announcement[]) => announcements.map(({ detail }) => detail.id);

describe('News of a derived value', () => {
  it('goes out when it is written, and not again while it holds', async () => {
    await appended(store(), changed('a'));
    expect(saying((await deriveOn(store(), told)).announced)).toEqual(['unknown {"ids":["a"]}']);
    expect((await deriveOn(store(), told)).announced).toEqual([]);
  });

  it('is another event each time, also there and back and there again', async () => {
    const ids: string[] = [];
    const derivation = (name: string): Derivation => ({
      ...telling({ key: listKey('rank'), compute: async () => ({ value: { name } }) }),
    });
    for (const name of ['one', 'two', 'one', 'two'])
      ids.push(...idsOf((await deriveOn(store(), derivation(name))).announced));
    expect(new Set(ids).size).toBe(4);
  });

  it('can be nothing to tell, which is remembered', async () => {
    const seen: (string | undefined)[] = [];
    const quiet: Derivation = {
      key: listKey('rank'),
      compute: async () => ({
        value: { ids: [] },
        news: (was) => {
          seen.push(was);
          return was === 'known' ? undefined : { notified: 'known' };
        },
      }),
    };
    expect((await deriveOn(store(), quiet, quiet)).announced).toEqual([]);
    await deriveOn(store(), quiet);
    expect(seen).toEqual([undefined, 'known', 'known']);
  });

  it('can be that there is nothing any more', async () => {
    await appended(store(), changed('a'));
    await deriveOn(store(), told);
    const gone = telling({ key: listKey('rank'), compute: async () => ({ value: undefined }) });
    expect(saying((await deriveOn(store(), gone)).announced)).toEqual(['{"ids":["a"]} "nothing"']);
    expect(await valueAt(store(), listKey('rank'))).toBeUndefined();
    expect((await deriveOn(store(), gone)).announced).toEqual([]);
  });

  it('that its contract does not read any more is dropped, once and by name, and holds up nothing else', async () => {
    await appended(store(), changed('a'));
    await deriveOn(store(), told, list('find'));
    const item = await getOne(store(), listKey('rank'));
    const [kept] = (await deriveOn(store(), telling(list('sort')))).announced;
    const outbox = [
      { type: 'NobodyKnows', detail: {} },
      kept,
      { type: 'MaturityChanged', detail: { feature: 1 } },
    ];
    await store().put({ ...item, ...listKey('rank'), revision: 9, outbox });
    await appended(store(), { ...changed('b'), detail: { ...changed('b').detail, project: 'find' } });

    const { announced, dropped, failed } = await deriveOn(store(), told, list('find'));
    expect(announced).toEqual([kept]);
    expect(dropped).toEqual(['PROJECT#rank|LIST NobodyKnows', 'PROJECT#rank|LIST MaturityChanged']);
    expect(failed).toEqual([]);
    expect(await valueAt(store(), listKey('find'))).toEqual({ ids: ['b'] });
    expect(await getOne(store(), listKey('rank'))).not.toHaveProperty('outbox');
    expect((await deriveOn(store(), told)).dropped).toEqual([]);

    const [unread] = outbox;
    await store().put({ ...(await getOne(store(), listKey('rank'))), ...listKey('rank'), outbox: [unread] });
    expect((await deriveOn(store(), told)).dropped).toEqual(['PROJECT#rank|LIST NobodyKnows']);
    expect((await deriveOn(store(), told)).dropped).toEqual([]);
  });

  it('waits while the bus is away, and goes out as the same event though more came since', async () => {
    await appended(store(), changed('a'));
    const refused: Announcement[] = [];
    const away = worldOn(store(), {
      announce: async (announcements) => {
        refused.push(...announcements);
        if (announcements.length > 0) throw new Error('the bus is away');
      },
    });
    await expect(derive(away.deriving, [told])).rejects.toThrow('the bus is away');
    await appended(store(), changed('b', '2024-01-03'));
    const { announced } = await deriveOn(store(), told);
    expect(saying(announced)).toEqual(['unknown {"ids":["a"]}', '{"ids":["a"]} {"ids":["a","b"]}']);
    expect(idsOf(announced).slice(0, 1)).toEqual(idsOf(refused));
    expect(await getOne(store(), listKey('rank'))).not.toHaveProperty('outbox');
  });

  it('gives way to the newest where the bus is away for very long, and stays within an item', async () => {
    const large = (at: number): Derivation => ({
      key: listKey('rank'),
      compute: async () => ({
        value: { at },
        news: (was, times) =>
          was === String(at)
            ? undefined
            : {
                notified: String(at),
                announcement: maturityChanged(
                  { feature: 'sort' },
                  '界'.repeat(256),
                  `${at} ${'界'.repeat(250)}`,
                  times,
                  NOW,
                ),
              },
      }),
    });
    const away = worldOn(store(), {
      announce: async (announcements) => {
        if (announcements.length > 0) throw new Error('away');
      },
    });
    for (let at = 100; at < 400; at += 1) await derive(away.deriving, [large(at)]).catch(() => {});
    expect(Buffer.byteLength(JSON.stringify(await getOne(store(), listKey('rank'))))).toBeLessThan(
      MAX_ITEM_BYTES,
    );
    const { announced } = await deriveOn(store(), large(999));
    expect(saying(announced).at(-1)).toContain('999');
    expect(announced.length).toBeGreaterThan(10);
  });
});

/** Tells two changes, each with all that follows, in a process that dies at one call; and then again. */
async function toldWith(crash: PlannedCrash | undefined) {
  const table = openInMemory();
  const announced: Announcement[] = [];
  const announce = async (announcements: readonly Announcement[]) => {
    announced.push(...announcements);
  };
  const gate = crashAt(crash);
  const handle = async (on: WholeStore, id: string) => {
    await appended(on, changed(id));
    await derive({ ...worldOn(on).deriving, announce }, [told]);
  };
  for (const id of ['a', 'b']) {
    const isDone = await handle(faulty(table, gate), id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof CrashError) return false;
        throw error;
      },
    );
    if (!isDone) await handle(table, id);
  }
  const value = await valueAt(table, listKey('rank'));
  table.close();
  return { begun: gate.begun(), value, announced };
}

describe('A crash', () => {
  it('at any call lets no news be lost, and none be told as two events', async () => {
    const golden = await toldWith(undefined);
    expect(golden.announced).toHaveLength(2);
    for (let call = 0; call < golden.begun; call += 1)
      for (const side of ['before', 'after'] as const) {
        const { value, announced } = await toldWith({ call, side });
        expect(value).toEqual(golden.value);
        expect({ call, side, ids: [...new Set(idsOf(announced))] }).toEqual({
          call,
          side,
          ids: idsOf(golden.announced),
        });
      }
  });
});

describe('Whoever derives at the same time', () => {
  it('says the same as one event, between announcing and emptying as well', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, workers) => {
        const table = openInMemory();
        const slow = around(table, async (_call, make) => {
          await scheduler.schedule(Promise.resolve());
          return make();
        });
        await appended(table, changed('a'));
        const announced: Announcement[] = [];
        const announce = async (announcements: readonly Announcement[]) => {
          await scheduler.schedule(Promise.resolve());
          announced.push(...announcements);
        };
        const work = async (worker: number) => {
          if (worker === 0) await appended(slow, changed('b'));
          await derive({ ...worldOn(slow).deriving, announce }, [told]);
        };
        await scheduler.waitFor(
          Promise.all(Array.from({ length: workers }, (_none, worker) => work(worker))),
        );
        announced.push(...(await deriveOn(table, told)).announced);
        const each = [...new Map(announced.map((one) => [one.detail.id, one])).values()];
        const said = saying(each);
        // Whether it was seen with the first change alone is chance; what is said of it follows on from what was said before.
        expect([
          ['unknown {"ids":["a","b"]}'],
          ['unknown {"ids":["a"]}', '{"ids":["a"]} {"ids":["a","b"]}'],
        ]).toContainEqual(said);
        table.close();
      }),
      { numRuns: 200 },
    );
  });
});
