import { describe, expect, it } from '@jest/globals';
import { project } from '../../../events/contract.ts';
import { type Derivation, derive } from '../../../functions/kernel/derived/derive.ts';
import { readersOf } from '../../../functions/kernel/derived/links.ts';
import { failures } from '../../../functions/kernel/derived/troubles.ts';
import { WORK } from '../../../functions/kernel/ledger/parts.ts';
import { valueThing } from '../../../functions/kernel/store/keys.ts';
import { getOne, type Key } from '../../../functions/kernel/store/store.ts';
import { moment } from '../../support/facts.ts';
import { type Call, CrashError, faulty } from '../../support/stores/faulty.ts';
import { storeOn } from '../../support/stores/store-on.ts';
import {
  appended,
  changed,
  count,
  countKey,
  deriveOn,
  idsIn,
  list,
  listKey,
  NOW,
  valueAt,
  worldOn,
} from './toys.ts';

const store = storeOn();
const tell = (...ids: readonly string[]) => Promise.all(ids.map((id) => appended(store(), changed(id))));
const ids = async () => idsIn(await valueAt(store(), listKey('rank')));

/** Does something once, right before the first call of a kind. */
function interrupted(isIt: (call: Call) => boolean, work: () => Promise<unknown>) {
  let isDone = false;
  return faulty(store(), {
    async before(call) {
      if (isDone || !isIt(call)) return;
      isDone = true;
      await work();
    },
  });
}
const isPutOf =
  ({ pk, sk }: Key) =>
  (call: Call) =>
    call.operation === 'put' && call.item.pk === pk && call.item.sk === sk;
const isLinkPut = (call: Call) => call.operation === 'put' && call.item.pk.startsWith('READERS#');
const writesOf = (calls: readonly Call[]) =>
  calls.filter(({ operation }) => operation === 'put' || operation === 'remove');

describe('A derived value', () => {
  it('is stored as it was computed, and derived again it is written no more', async () => {
    await tell('a', 'b');
    await deriveOn(store(), list('rank'));
    expect(await ids()).toEqual(['a', 'b']);
    const calls: Call[] = [];
    await deriveOn(faulty(store(), { before: (call) => calls.push(call) }), list('rank'));
    expect(writesOf(calls)).toEqual([]);
  });

  it('is another once what it was computed from is, whoever asks for it', async () => {
    await tell('a');
    await deriveOn(store(), list('rank'));
    await tell('b');
    await deriveOn(store(), list('rank'));
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('is linked below what it read, so that a fact asks for it', async () => {
    await deriveOn(store(), list('rank'));
    expect(await appended(store(), changed('a'))).toEqual([listKey('rank')]);
  });

  it('is not asked for by a fact from outside of the time that it read', async () => {
    await deriveOn(store(), list('rank', { after: moment('2024-01-01'), until: moment('2024-01-31') }));
    expect(await appended(store(), changed('before', '2024-01-01'))).toEqual([]);
    expect(await appended(store(), changed('after', '2024-02-01'))).toEqual([]);
    expect(await appended(store(), changed('within', '2024-01-31'))).toEqual([listKey('rank')]);
  });

  it('sees a fact that came after it was computed, and before it was linked: nobody else would ask', async () => {
    const asked: Key[] = [];
    const overtaken = interrupted(isLinkPut, async () =>
      asked.push(...(await appended(store(), changed('late')))),
    );
    await deriveOn(overtaken, list('rank'));
    expect(asked).toEqual([]);
    expect(await ids()).toEqual(['late']);
  });

  it('sees a fact that came while it was written', async () => {
    await tell('a');
    await deriveOn(
      interrupted(isPutOf(listKey('rank')), () => tell('late')),
      list('rank'),
    );
    expect(await ids()).toEqual(['a', 'late']);
  });

  it('is computed anew when somebody else wrote it meanwhile, and never written over what is newer', async () => {
    await tell('a');
    const overtaken = interrupted(isPutOf(listKey('rank')), async () => {
      await tell('b');
      await deriveOn(store(), list('rank'));
    });
    await deriveOn(overtaken, list('rank'));
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('is not written over what is newer by a process that dies right after it tried', async () => {
    await tell('a');
    const overtaken = interrupted(isPutOf(listKey('rank')), async () => {
      await tell('b');
      await deriveOn(store(), list('rank'));
    });
    const dying = faulty(overtaken, {
      after: (call) => {
        if (isPutOf(listKey('rank'))(call)) throw new CrashError('dead');
      },
    });
    await expect(deriveOn(dying, list('rank'))).rejects.toThrow(CrashError);
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('is not marked over what is newer by a process that dies right after it tried', async () => {
    await deriveOn(store(), count('rank'));
    await tell('a');
    const isMark = (call: Call) =>
      call.operation === 'put' && isPutOf(listKey('rank'))(call) && call.item.isAsked === true;
    const overtaken = interrupted(isMark, async () => {
      await tell('b');
      await deriveOn(store(), list('rank'));
    });
    const dying = faulty(overtaken, {
      after: (call) => {
        if (isMark(call)) throw new CrashError('dead');
      },
    });
    await expect(deriveOn(dying, list('rank'))).rejects.toThrow(CrashError);
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('is not left at what a slower writer saw, though whoever saw more found nothing to write', async () => {
    // There while the changes are odd in number: with the second one it is again what it was before the first.
    const odd: Derivation = {
      key: listKey('rank'),
      async compute(reader) {
        const entries = await reader.entries(project('rank'), WORK);
        return { value: entries.length % 2 === 1 ? { ids: ['odd'] } : undefined };
      },
    };
    await tell('a');
    const overtaken = interrupted(isPutOf(listKey('rank')), async () => {
      await tell('b');
      await deriveOn(store(), odd);
    });
    await deriveOn(overtaken, odd);
    expect(await ids()).toEqual([]);
  });

  it('follows what it reads when that comes to be another thing', async () => {
    await deriveOn(store(), list('rank', { until: moment('2024-01-31') }));
    await deriveOn(store(), list('rank', { until: moment('2024-02-29') }));
    expect(await appended(store(), changed('february', '2024-02-10'))).toEqual([listKey('rank')]);
  });
});

describe('A value that is derived from another one', () => {
  it('is asked for when that is written, also for the first time', async () => {
    await deriveOn(store(), count('rank'));
    expect(await valueAt(store(), countKey('rank'))).toEqual({ count: 0 });
    await tell('a');
    const { asked } = await deriveOn(store(), list('rank'));
    expect(asked).toEqual([valueThing(countKey('rank'))]);
  });

  it('is not asked for when that stays the same', async () => {
    await tell('a');
    await deriveOn(store(), count('rank'));
    await deriveOn(store(), list('rank'));
    await tell('a');
    expect((await deriveOn(store(), list('rank'))).asked).toEqual([]);
  });

  it('is asked for again when nobody knows whether it was: the asking failed', async () => {
    await deriveOn(store(), count('rank'));
    await tell('a');
    const away = worldOn(store(), { ask: () => Promise.reject(new Error('the bus is away')) });
    await expect(derive(away.deriving, [list('rank')])).rejects.toThrow('the bus is away');
    expect((await deriveOn(store(), list('rank'))).asked).toEqual([valueThing(countKey('rank'))]);
    expect((await deriveOn(store(), list('rank'))).asked).toEqual([]);
  });

  it('is asked for when that comes to nothing', async () => {
    const { asked } = await goneAfterBeing(count('rank'));
    expect(asked).toEqual([valueThing(countKey('rank'))]);
  });
});

/** Derives the list while there is something in it, then others, and the list again when it comes to nothing. */
async function goneAfterBeing(...others: readonly Derivation[]) {
  await tell('a');
  await deriveOn(store(), list('rank'));
  await deriveOn(store(), ...others);
  return deriveOn(store(), list('rank', { until: moment('2023-12-31') }));
}

describe('What computes to nothing', () => {
  it('is gone for readers', async () => {
    await goneAfterBeing();
    expect(await valueAt(store(), listKey('rank'))).toBeUndefined();
    await deriveOn(store(), count('rank'));
    expect(await valueAt(store(), countKey('rank'))).toEqual({ count: 0 });
  });

  it('is not even written where it never was anything, and is linked all the same', async () => {
    await deriveOn(store(), list('rank'));
    expect(await getOne(store(), listKey('rank'))).toBeUndefined();
    expect(await appended(store(), changed('a'))).toEqual([listKey('rank')]);
  });

  it('is there again once there is something', async () => {
    await goneAfterBeing();
    await deriveOn(store(), list('rank'));
    expect(await ids()).toEqual(['a']);
  });

  it('keeps what finds it again: the moment at which it is to be looked at', async () => {
    const due = { link: 'DUE#2024-05', linkKey: moment('2024-05-01') };
    await deriveOn(store(), {
      key: listKey('rank'),
      compute: async () => ({ value: undefined, attributes: due }),
    });
    const item = await getOne(store(), listKey('rank'));
    expect(item).toMatchObject(due);
    expect(item).not.toHaveProperty('value');
  });
});

describe('What is stored beside a value', () => {
  const shown = (card: object | undefined): Derivation => ({
    key: listKey('rank'),
    compute: async () => ({ value: { ids: [] }, attributes: { card, list: card && 'LISTS' } }),
  });

  it('is written with it, and taken away with it', async () => {
    await deriveOn(store(), shown({ title: 'Ranking' }));
    expect(await getOne(store(), listKey('rank'))).toMatchObject({
      card: { title: 'Ranking' },
      list: 'LISTS',
    });
    await deriveOn(store(), shown(undefined));
    expect(await getOne(store(), listKey('rank'))).not.toHaveProperty('card');
  });
});

describe('A value whose item was removed', () => {
  it('is derived from what it was linked to, as if it had never been', async () => {
    await tell('a');
    await deriveOn(store(), list('rank'));
    await deriveOn(store(), count('rank'));
    await store().remove(listKey('rank'));
    expect(await readersOf(store(), listKey('rank'))).toEqual([countKey('rank')]);
    const asked = await appended(store(), changed('b'));
    expect(asked).toEqual([listKey('rank')]);
    expect((await deriveOn(store(), list('rank'))).asked).toEqual([valueThing(countKey('rank'))]);
    expect(await ids()).toEqual(['a', 'b']);
  });
});

describe('A value that stands for others, which are listed', () => {
  const standsFor = (asksAlways: boolean, asked: string[]): Derivation => ({
    ...list('rank'),
    asksAlways,
    askListed: async () => {
      asked.push('listed');
    },
  });

  it('asks them when it changed, and not otherwise', async () => {
    const asked: string[] = [];
    await tell('a');
    await deriveOn(store(), standsFor(false, asked));
    await deriveOn(store(), standsFor(false, asked));
    expect(asked).toEqual(['listed']);
  });

  it('asks them each time where it is told to, also while it is nothing', async () => {
    const asked: string[] = [];
    await deriveOn(store(), standsFor(true, asked));
    await tell('a');
    await deriveOn(store(), standsFor(true, asked));
    await deriveOn(store(), standsFor(true, asked));
    expect(asked).toEqual(['listed', 'listed', 'listed']);
  });
});

describe('Many values', () => {
  const names = Array.from({ length: 250 }, (_none, at) => `project-${at}`);

  it('are derived together, each once, and share what they read', async () => {
    const computed: string[] = [];
    const shared = (name: string): Derivation => ({
      key: listKey(name),
      async compute(reader) {
        computed.push(name);
        return { value: { shared: idsIn(await reader.value(listKey('rank'))) } };
      },
    });
    const calls: Call[] = [];
    const all = names.map(shared);
    await deriveOn(faulty(store(), { before: (call) => calls.push(call) }), ...all, ...all);
    expect(await valueAt(store(), listKey('project-249'))).toEqual({ shared: [] });
    expect(computed).toEqual(expect.arrayContaining(names));
    const readsOfShared = calls.filter(
      (call) => call.operation === 'get' && call.keys.some(({ pk }) => pk === 'PROJECT#rank'),
    );
    expect(readsOfShared.length).toBeLessThan(12);
  });
});

describe('A computation that throws', () => {
  const failing = (error: unknown): Derivation => ({
    key: listKey('bad'),
    async compute(reader) {
      await reader.value(listKey('rank'));
      throw error;
    },
  });

  it('is stored and told with its key, and holds up nothing else', async () => {
    await tell('a');
    const { failed } = await deriveOn(store(), failing(new Error('a mistake')), list('rank'), count('rank'));
    expect(failed).toEqual([{ key: listKey('bad'), error: new Error('a mistake') }]);
    expect(await failures(store())).toMatchObject([{ value: listKey('bad'), message: 'a mistake', at: NOW }]);
    expect(await ids()).toEqual(['a']);
    expect(await valueAt(store(), countKey('rank'))).toEqual({ count: 1 });
  });

  it('leaves the value as it was', async () => {
    await tell('a');
    await deriveOn(store(), list('rank'));
    await deriveOn(store(), { ...failing(new Error('a mistake')), key: listKey('rank') });
    expect(await ids()).toEqual(['a']);
  });

  it('is asked for when what it read changes', async () => {
    await deriveOn(store(), failing(new Error('a mistake')));
    await tell('a');
    expect((await deriveOn(store(), list('rank'))).asked).toEqual([valueThing(listKey('bad'))]);
  });

  it.each([
    ['no error at all', 'just a text', 'just a text'],
    ['a very long message', new Error('x'.repeat(100_000)), 'x'.repeat(500)],
    ['half a character at the end', new Error(`${'x'.repeat(499)}🚀`), `${'x'.repeat(499)}\ufffd`],
  ])('is stored whatever it throws: %s', async (_what, error, message) => {
    await deriveOn(store(), failing(error));
    expect(await failures(store())).toMatchObject([{ message }]);
  });
});

describe('A store that cannot serve', () => {
  it('is no failure of the value: whoever asked hears of it, and asks again', async () => {
    let left = 0;
    const away = faulty(store(), {
      before: ({ operation }) => {
        if (operation === 'query' && left-- <= 0) throw new Error('away');
      },
    });
    await tell('a');
    const world = worldOn(away);
    await expect(derive(world.deriving, [list('rank')])).rejects.toThrow('away');
    expect(world.failed).toEqual([]);
    expect(await failures(store())).toEqual([]);
    left = 100;
    await derive(world.deriving, [list('rank')]);
    expect(await ids()).toEqual(['a']);
  });
});
