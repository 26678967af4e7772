import { describe, expect, it } from '@jest/globals';
import { type Entity, feature, project, train } from '../../../events/contract.ts';
import {
  type Reader,
  ReadFailedError,
  readerOf,
  readIdentity,
  remembering,
  tracking,
} from '../../../functions/kernel/derived/reader.ts';
import { append } from '../../../functions/kernel/ledger/append.ts';
import { LIFE, STARS, WORK } from '../../../functions/kernel/ledger/parts.ts';
import { mentionsThing, partThing, valueThing } from '../../../functions/kernel/store/keys.ts';
import type { Key, Store } from '../../../functions/kernel/store/store.ts';
import { accepted, change, type Entry, fact, moment, registered, started } from '../../support/facts.ts';
import { type Call, faulty } from '../../support/stores/faulty.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const rank = project('rank');
const key = (sk: string): Key => ({ pk: 'PROJECT#rank', sk });
const until = moment('2024-01-31');

const store = storeOn();
const tell = async (...entries: readonly Entry[]) => {
  for (const entry of entries) await append(store(), accepted(entry), moment('2024-08-13'));
};

/** A store whose calls are noted. */
function noting() {
  const calls: Call[] = [];
  const noted: Store = faulty(store(), { before: (call) => calls.push(call) });
  return { noted, calls };
}

describe('A reader', () => {
  it('reads parts of ledgers within a range, mentioned names, and derived values', async () => {
    await tell(
      change('rank', '2024-01-02', { flag: 'dark' }, 'in it'),
      change('rank', '2024-02-02', {}, 'after it'),
    );
    await store().put({ ...key('LIST'), value: { ids: [] }, revision: 1, isAsked: true });
    const reader = readerOf(store());
    expect((await reader.entries(rank, WORK, { until })).map((entry) => entry.fact.detail.id)).toEqual([
      'in it',
    ]);
    expect(await reader.mentions(rank, ['BEHIND'])).toMatchObject([{ names: ['dark'] }]);
    expect(await reader.mentions(rank, ['BEHIND'], moment('2024-01-01'))).toEqual([]);
    expect(await reader.value(key('LIST'))).toEqual({ ids: [] });
  });

  it('reads nothing where there is no value, and where it computed to nothing', async () => {
    await store().put({ ...key('GONE'), revision: 2, isAsked: true });
    const reader = readerOf(store());
    expect(await Promise.all([reader.value(key('NEVER')), reader.value(key('GONE'))])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('fetches values that are asked for together in one call, each once', async () => {
    await store().put({ ...key('A'), value: { name: 'a' } });
    const { noted, calls } = noting();
    const reader = readerOf(noted);
    const values = await Promise.all(['A', 'B', 'A'].map((sk) => reader.value(key(sk))));
    expect(values).toEqual([{ name: 'a' }, undefined, { name: 'a' }]);
    expect(calls).toEqual([{ operation: 'get', keys: [key('A'), key('B')] }]);
    await reader.value(key('A'));
    expect(calls).toHaveLength(2);
  });

  it('fails all that were fetched together, and nobody who asks later', async () => {
    let isAway = true;
    const away = faulty(store(), {
      before: () => {
        if (isAway) throw new Error('away');
      },
    });
    const reader = readerOf(away);
    const both = await Promise.allSettled([reader.value(key('A')), reader.value(key('B'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await reader.value(key('A'))).toBeUndefined();
  });
});

describe('A reader that remembers', () => {
  it('reads each thing once, however often and for whomever it is asked', async () => {
    await tell(change('rank', '2024-01-02', { flag: 'dark' }));
    const { noted, calls } = noting();
    const reader = remembering(readerOf(noted));
    const readAll = (by: Reader) =>
      Promise.all([
        by.entries(rank, WORK, { until }),
        by.mentions(rank, ['BEHIND'], until),
        by.value(key('LIST')),
      ]);
    const once = await readAll(reader);
    expect(await readAll(reader)).toEqual(once);
    expect(await readAll(reader.listed)).toEqual(once);
    expect(calls).toHaveLength(3);
  });

  it('reads another range, part, kind or entity by itself', async () => {
    const { noted, calls } = noting();
    const reader = remembering(readerOf(noted));
    await reader.entries(rank, WORK);
    await reader.entries(rank, WORK, { until });
    await reader.entries(rank, WORK, { after: until });
    await reader.entries(rank, LIFE);
    await reader.entries(project('code'), WORK);
    await reader.mentions(rank, ['BEHIND']);
    await reader.mentions(rank, ['BEHIND'], until);
    await reader.mentions(rank, ['CLAIMED']);
    expect(calls).toHaveLength(8);
  });
});

describe('A reader that tracks', () => {
  it('notes every read, also of what is absent, each once', async () => {
    const { reader, reads } = tracking(readerOf(store()));
    await reader.entries(rank, WORK, { after: moment('2024-01-01'), until });
    await reader.entries(rank, WORK, { after: moment('2024-01-01'), until });
    await reader.entries(rank, LIFE);
    await reader.mentions(train('server'), ['MEMBER'], until);
    await reader.value(key('NEVER'));
    expect(reads()).toEqual([
      { thing: partThing(rank, WORK), after: moment('2024-01-01'), until },
      { thing: partThing(rank, LIFE) },
      { thing: mentionsThing(train('server')), until },
      { thing: valueThing(key('NEVER')) },
    ]);
  });

  it('notes nothing of what is read because of a list', async () => {
    await tell(started('rank'));
    const { reader, reads } = tracking(readerOf(store()));
    expect(await reader.listed.entries(rank, LIFE)).toHaveLength(1);
    await reader.listed.mentions(rank, ['BEHIND']);
    await reader.listed.listed.value(key('LIST'));
    expect(reads()).toEqual([]);
  });

  it('notes a read before its answer is there, and though it fails', async () => {
    const away = faulty(store(), {
      before: () => {
        throw new Error('away');
      },
    });
    const { reader, reads } = tracking(readerOf(away));
    const reading = reader.entries(rank, WORK);
    expect(reads()).toHaveLength(1);
    await expect(reading).rejects.toThrow(ReadFailedError);
    await expect(reader.value(key('LIST'))).rejects.toMatchObject({ cause: new Error('away') });
    await expect(reader.listed.mentions(rank, ['BEHIND'])).rejects.toThrow(ReadFailedError);
  });
});

describe('Who a name means, read', () => {
  const sort = feature('sort');
  const read = async (entity: Entity, parts: readonly string[]) => {
    const { reader, reads } = tracking(readerOf(store()));
    const identity = await readIdentity(reader, entity, parts);
    return { identity, things: reads().map(({ thing }) => thing) };
  };

  it('is read of its own ledger without a link, for that asks for it anyway', async () => {
    await tell(registered('sort', '2024-01-01'));
    const { identity, things } = await read(sort, [LIFE, STARS]);
    expect(identity).toMatchObject({ name: 'sort', entries: [expect.anything()] });
    expect(things).toEqual([]);
  });

  it('is read of every ledger that renames lead to, from any of its names', async () => {
    await tell(
      registered('sort', '2024-01-01'),
      fact('FeatureRenamed', '2024-01-02', { feature: 'sort', to: 'order' }),
      fact('FeatureRenamed', '2024-01-03', { feature: 'order', to: 'rank' }),
    );
    const names = { sort: ['order', 'rank'], order: ['sort', 'rank'], rank: ['order', 'sort'] };
    for (const [name, others] of Object.entries(names)) {
      const { identity, things } = await read(feature(name), [LIFE, STARS]);
      expect(identity).toMatchObject({ name: 'rank' });
      expect(identity.entries).toHaveLength(3);
      expect(things).toEqual(
        others.flatMap((other) => [LIFE, STARS].map((part) => partThing(feature(other), part))),
      );
    }
  });

  it('is its own ledger alone for what cannot be renamed', async () => {
    await tell(started('rank'));
    const { identity, things } = await read(rank, [LIFE]);
    expect(identity).toMatchObject({ name: 'rank', spans: [{ name: 'rank' }], earlier: [] });
    expect(things).toEqual([]);
  });
});
