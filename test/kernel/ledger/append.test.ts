import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../events/canonical-json.ts';
import { feature, flag, project, train } from '../../../events/contract.ts';
import { type Appended, append, contentsUnder } from '../../../functions/kernel/ledger/append.ts';
import { LIFE, ofRelease, WORK } from '../../../functions/kernel/ledger/parts.ts';
import { entriesOf, everyEntryOf, namesMentioned } from '../../../functions/kernel/ledger/read.ts';
import { inParallel } from '../../../functions/kernel/parallel.ts';
import { mentionsThing, partThing } from '../../../functions/kernel/store/keys.ts';
import { all, type Store, type WholeStore } from '../../../functions/kernel/store/store.ts';
import {
  accepted,
  change,
  type Entry,
  fact,
  moment,
  registered,
  scheduled,
  started,
} from '../../support/facts.ts';
import { engines } from '../../support/stores/engines.ts';
import { around, CrashError, crashAt, faulty, type PlannedCrash } from '../../support/stores/faulty.ts';
import { openInMemory, storeOn } from '../../support/stores/store-on.ts';

const ARRIVED = moment('2024-08-13');
const rank = project('rank');

const tell = (store: Store, entry: Entry, at = ARRIVED) => append(store, accepted(entry), at);

async function tellAll(store: Store, entries: readonly Entry[]): Promise<Appended[]> {
  const told: Appended[] = [];
  for (const entry of entries) told.push(await tell(store, entry));
  return told;
}

/** What two stores are compared by: all that is stored but for what says which came first. */
async function dumpOf(store: WholeStore): Promise<string[]> {
  const items = await all(store.scan());
  return items
    .filter(({ sk }) => !sk.startsWith('ID#'))
    .map(({ revision: _revision, ...item }) => canonicalJson(item))
    .sort();
}

/** What a fact touches, as texts. */
const touched = (...appended: readonly Appended[]) =>
  [...new Set(appended.flatMap(({ touches }) => touches.map(({ thing, at }) => `${thing} ${at}`)))].sort();
const displaced = (...appended: readonly Appended[]) =>
  [...new Set(appended.flatMap((each) => each.displaced.map(({ digest }) => digest)))].sort();
const digestsOf = (...entries: readonly Entry[]) => entries.map((entry) => accepted(entry).digest).sort();

/** Three contents under one id, the first of them first; the last two in another part than the first. */
const [first, second, third] = [
  change('rank', '2024-01-01', { release: '1.0', title: 'First' }, 'same'),
  change('rank', '2024-01-02', { title: 'Second', flag: 'dark' }, 'same'),
  change('rank', '2024-01-03', { title: 'Third' }, 'same'),
] as const;

const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));

describe.each(engines)('On $name, a fact', (engine) => {
  const store = storeOn(engine);

  it('is appended to the ledger of each entity that it speaks of, or leaves its names there', async () => {
    const told = registered('sort', '2024-01-01', { project: 'rank', flag: 'new-sort' });
    await tell(store(), told);
    const read = accepted(told);
    expect(await entriesOf(store(), feature('sort'), LIFE)).toEqual([
      { fact: read.fact, digest: read.digest },
    ]);
    expect(await everyEntryOf(store(), rank)).toEqual([]);
    expect(await namesMentioned(store(), rank, ['OWNED'])).toMatchObject([{ names: ['sort'] }]);
    expect(await namesMentioned(store(), flag('new-sort'), ['OWNED'])).toMatchObject([{ names: ['sort'] }]);
  });

  it('keeps when it first arrived, however often it is told', async () => {
    await tell(store(), first, moment('2024-08-01'));
    await tell(store(), first, moment('2024-08-02'));
    const items = await all(store().scan());
    expect(items.flatMap(({ arrivedAt }) => arrivedAt ?? [])).toEqual([moment('2024-08-01')]);
  });

  it('changes nothing when it is told again', async () => {
    const told = started('rank', '2024-01-01', { features: ['sort'] });
    await tell(store(), told);
    const before = await all(store().scan());
    await tell(store(), told);
    expect(await all(store().scan())).toEqual(expect.arrayContaining(before));
    expect(await all(store().scan())).toHaveLength(before.length);
  });

  it('names all that it touches, by the moment at which it happened', async () => {
    const told = await tell(store(), change('rank', '2024-01-02', { feature: 'sort' }));
    expect(touched(told)).toEqual([
      `${mentionsThing(rank)} ${moment('2024-01-02')}`,
      `${partThing(rank, WORK)} ${moment('2024-01-02')}`,
    ]);
  });

  it('names all of it again when it is told again: nobody knows who was asked before', async () => {
    const told = started('rank', '2024-01-01', { features: ['sort'] });
    const once = await tell(store(), told);
    expect(touched(await tell(store(), told))).toEqual(touched(once));
  });

  it('that another displaces is shut out in the order of what happened, whichever comes first', async () => {
    await tellAll(store(), [second, third, first]);
    expect((await everyEntryOf(store(), rank)).map(({ digest }) => digest)).toEqual(digestsOf(first));
  });
});

describe('A name that a ledger mentions', () => {
  const store = storeOn();
  const behind = (day: string) => change('rank', day, { flag: 'dark' });
  const since = async () => (await namesMentioned(store(), rank, ['BEHIND'])).map((mention) => mention.since);

  it('is mentioned since the earliest moment, in whatever order that comes', async () => {
    for (const days of permutations(['2024-01-03', '2024-01-01', '2024-01-02'])) {
      const own = project(`rank-${days.join()}`);
      await tellAll(
        store(),
        days.map((day) => change(own.id, day, { flag: 'dark' })),
      );
      expect(await namesMentioned(store(), own, ['BEHIND'])).toMatchObject([{ since: moment('2024-01-01') }]);
    }
  });

  it('touches what reads mentions when it is new or earlier, and not when it is later', async () => {
    const touches = async (day: string) =>
      touched(await tell(store(), behind(day))).filter((text) => text.includes('MENTION'));
    expect(await touches('2024-01-02')).toHaveLength(1);
    expect(await touches('2024-01-03')).toEqual([]);
    expect(await touches('2024-01-01')).toHaveLength(1);
  });

  it('is mentioned since the earliest moment also when many say it at once', async () => {
    const days = Array.from({ length: 20 }, (_none, at) => `2024-01-${String(20 - at).padStart(2, '0')}`);
    await inParallel(days, (day) => tell(store(), behind(day)));
    expect(await since()).toEqual([moment('2024-01-01')]);
  });

  it('that holds for all time is not held back by one that came since a moment', async () => {
    await tell(store(), change('rank', '2024-01-02', { feature: 'sort' }));
    await tell(store(), started('rank', '2024-03-01', { features: ['sort'] }));
    expect(await namesMentioned(store(), rank, ['CLAIMED'])).toMatchObject([{ names: ['sort'], since: '' }]);
  });
});

describe('An id that stands for several contents', () => {
  const store = storeOn();

  it('means the one that happened first, in whatever order they come and however often', async () => {
    const golden = openInMemory();
    await tellAll(golden, [first, second, third]);
    for (const order of permutations([first, second, third])) {
      const table = openInMemory();
      const told = await tellAll(table, [...order, ...order.toReversed()]);
      expect((await everyEntryOf(table, rank)).map(({ digest }) => digest)).toEqual(digestsOf(first));
      expect(displaced(...told)).toEqual(digestsOf(second, third));
      expect(await dumpOf(table)).toEqual(await dumpOf(golden));
      table.close();
    }
    golden.close();
  });

  it('means the one of the lower digest where they happened at one moment', async () => {
    const same = ['One', 'Two', 'Three'].map((title) => change('rank', '2024-01-01', { title }, 'same'));
    await tellAll(store(), same);
    const [lowest] = digestsOf(...same);
    expect((await everyEntryOf(store(), rank)).map(({ digest }) => digest)).toEqual([lowest]);
  });

  it('touches what read the one that it displaces, where that stands and when that happened', async () => {
    await tell(store(), second);
    expect(touched(await tell(store(), first))).toEqual([
      `${partThing(rank, ofRelease('1.0'))} ${moment('2024-01-01')}`,
      `${partThing(rank, WORK)} ${moment('2024-01-02')}`,
    ]);
  });

  it('still leaves the names of all: what is said of them is the same in every order', async () => {
    await tellAll(store(), [first, second]);
    expect(await namesMentioned(store(), rank, ['BEHIND'])).toMatchObject([
      { names: ['dark'], since: moment('2024-01-02') },
    ]);
  });

  it('is told apart for each entity: a ledger knows its own ids', async () => {
    await tell(store(), change('rank', '2024-01-02', {}, 'same'));
    await tell(store(), change('code', '2024-01-01', {}, 'same'));
    expect(await everyEntryOf(store(), rank)).toHaveLength(1);
    expect(await everyEntryOf(store(), project('code'))).toHaveLength(1);
  });

  it('means the one that happened first when they come at once, whoever overtakes whom', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const table = openInMemory();
        const slow = around(table, async (_call, make) => {
          await scheduler.schedule(Promise.resolve());
          return make();
        });
        const told = await scheduler.waitFor(
          Promise.all([third, first, second].map((entry) => tell(slow, entry))),
        );
        expect((await everyEntryOf(table, rank)).map(({ digest }) => digest)).toEqual(digestsOf(first));
        expect(displaced(...told)).toEqual(digestsOf(second, third));
        table.close();
      }),
      { numRuns: 200 },
    );
  });
});

describe('The contents that came under an id', () => {
  const store = storeOn();
  const under = async (id: string) => (await contentsUnder(store(), rank, id)).map(({ digest }) => digest);

  it('are none for an id that never came', async () => expect(await under('same')).toEqual([]));

  it('are the one that came first, and the others behind it', async () => {
    await tellAll(store(), [second, third, first]);
    const [foremost, ...others] = await under('same');
    expect([foremost]).toEqual(digestsOf(second));
    expect(others.sort()).toEqual(digestsOf(first, third));
  });

  it('are its own alone, whatever other ids begin with it', async () => {
    const told = ['a', 'a#', 'a%', 'a#b', 'ab', 'a%23b'].map((id, at) =>
      change('rank', `2024-01-0${at + 1}`, { title: `under ${id}` }, id),
    );
    await tellAll(store(), told);
    for (const entry of told) expect(await under(String(entry.detail.id))).toEqual(digestsOf(entry));
    const [one] = told;
    if (one === undefined) throw new Error('nothing was told');
    const again = change('rank', '2024-02-01', { title: 'another' }, 'a');
    await tell(store(), again);
    expect((await under('a')).sort()).toEqual(digestsOf(one, again));
  });
});

describe('Appending to a ledger', () => {
  const store = storeOn();

  it('asks the store the same, however long the ledger is', async () => {
    const asked = async (entry: Entry) => {
      const calls: string[] = [];
      await tell(faulty(store(), { before: ({ operation }) => calls.push(operation) }), entry);
      return calls;
    };
    const short = await asked(change('rank', '2024-01-01', { flag: 'dark', feature: 'sort' }));
    await inParallel(Array.from({ length: 500 }), () =>
      tell(store(), change('rank', '2024-01-02', { flag: 'dark' })),
    );
    const long = await asked(change('rank', '2024-01-03', { flag: 'other', feature: 'order' }));
    expect(long).toEqual(short);
    expect(long).not.toContain('query');
    expect(long.length).toBeLessThanOrEqual(6);
  });
});

describe('A crash while a fact is appended', () => {
  /** All that happens to be told: names, several ledgers, and an id with two contents. */
  const facts = [
    started('rank', '2024-01-01', { features: ['sort'] }),
    second,
    first,
    fact('ExemptionGranted', '2024-01-05', {
      project: 'rank',
      until: moment('2024-05-01'),
      reason: 'a rewrite',
      approver: 'person:ada',
    }),
    scheduled('1.0', '2024-02-01'),
    fact('ReleaseRenamed', '2024-01-06', { release: '1.0', to: '2.0' }),
  ];

  async function toldWith(crash: PlannedCrash | undefined) {
    const table = openInMemory();
    const gate = crashAt(crash);
    const crashed: Appended[] = [];
    await (async () => {
      for (const entry of facts) crashed.push(await tell(faulty(table, gate), entry));
    })().catch((error: unknown) => {
      if (!(error instanceof CrashError)) throw error;
    });
    // The message comes again, and those behind it.
    const again = await tellAll(table, facts.slice(crashed.length));
    const dump = await dumpOf(table);
    table.close();
    return {
      begun: gate.begun(),
      dump,
      touched: touched(...crashed, ...again),
      displaced: displaced(...again, ...crashed),
    };
  }

  it('before or after any call leaves nothing that the redelivery does not finish', async () => {
    const golden = await toldWith(undefined);
    expect(golden.begun).toBeGreaterThan(20);
    for (let call = 0; call < golden.begun; call += 1)
      for (const side of ['before', 'after'] as const) {
        const { dump, ...told } = await toldWith({ call, side });
        expect({ call, side, dump }).toEqual({ call, side, dump: golden.dump });
        expect(told.touched).toEqual(golden.touched);
        expect(told.displaced).toEqual(golden.displaced);
      }
  });

  it('is the same train afterwards, for whoever asks', async () => {
    const table = openInMemory();
    await tellAll(table, [...facts, ...facts]);
    expect(await namesMentioned(table, train('server'), ['RELEASE'])).toMatchObject([{ names: ['1.0'] }]);
    expect(await namesMentioned(table, train('server'), ['MEMBER'])).toMatchObject([
      { names: ['search', 'rank'] },
    ]);
    table.close();
  });
});
