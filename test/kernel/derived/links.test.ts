import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isLink, link, readDigest, readersAt, readersOf } from '../../../functions/kernel/derived/links.ts';
import type { Read } from '../../../functions/kernel/derived/reader.ts';
import { valueThing } from '../../../functions/kernel/store/keys.ts';
import { all, type Key } from '../../../functions/kernel/store/store.ts';
import { moment } from '../../support/facts.ts';
import { engines } from '../../support/stores/engines.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const thing = 'PROJECT#rank|WORK';
const reader = (name: string): Key => ({ pk: 'RELEASE#1.0', sk: `VERDICT#${name}` });
const names = (keys: readonly Key[]) => keys.map(({ sk }) => sk.slice('VERDICT#'.length)).sort();
const [first, second, third] = [moment('2024-01-01'), moment('2024-01-02'), moment('2024-01-03')] as const;

describe.each(engines)('Links on $name', (engine) => {
  const store = storeOn(engine);
  const askedBy = async (at: string) => names(await readersAt(store(), thing, at));

  it('ask exactly those whose range holds the moment: behind its beginning, up to its end', async () => {
    await link(store(), [{ thing, after: first, until: second }], reader('within'));
    await link(store(), [{ thing, until: second }], reader('up-to'));
    await link(store(), [{ thing, after: first }], reader('from'));
    await link(store(), [{ thing }], reader('always'));
    expect(await askedBy(moment('2023-12-31'))).toEqual(['always', 'up-to']);
    expect(await askedBy(first)).toEqual(['always', 'up-to']);
    expect(await askedBy('2024-01-01T00:00:00.001Z')).toEqual(['always', 'from', 'up-to', 'within']);
    expect(await askedBy(second)).toEqual(['always', 'from', 'up-to', 'within']);
    expect(await askedBy('2024-01-02T00:00:00.001Z')).toEqual(['always', 'from']);
    expect(await askedBy(third)).toEqual(['always', 'from']);
  });

  it('ask all for what holds for all time', async () => {
    await link(store(), [{ thing, after: first, until: second }], reader('within'));
    await link(store(), [{ thing, until: first }], reader('up-to'));
    expect(await askedBy('')).toEqual(['up-to', 'within']);
  });

  it('ask nobody who read something else, though its name begins like this one', async () => {
    await link(store(), [{ thing: `${thing}2` }, { thing: 'PROJECT#ran|WORK' }], reader('other'));
    expect(await askedBy(first)).toEqual([]);
    expect(await askedBy('')).toEqual([]);
  });

  it('lead to whoever read a derived value, also before there was one', async () => {
    await link(store(), [{ thing: valueThing(reader('one')) }], reader('two'));
    expect(names(await readersOf(store(), reader('one')))).toEqual(['two']);
    expect(await readersOf(store(), reader('two'))).toEqual([]);
  });

  it('stand once for one reader and range, and once for each other range', async () => {
    const ranges: Read[] = [
      { thing },
      { thing, until: second },
      { thing, after: first, until: second },
      { thing, after: first },
    ];
    await link(store(), ranges, reader('one'));
    await link(store(), ranges, reader('one'));
    const items = await all(store().query(`READERS#${thing}`));
    expect(items).toHaveLength(ranges.length);
    expect(items.every(isLink)).toBe(true);
    expect(isLink(reader('one'))).toBe(false);
  });
});

describe('Whatever was read', () => {
  const store = storeOn();
  const anyMoment = fc.constantFrom(
    ...Array.from({ length: 6 }, (_none, at) => moment(`2024-01-0${at + 1}`)),
  );
  const range = {
    after: fc.option(anyMoment, { nil: undefined }),
    until: fc.option(anyMoment, { nil: undefined }),
  };
  const anyRead = fc.record(range);

  it('a moment asks those who read it, and nobody else', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRead, { maxLength: 10 }), anyMoment, async (reads, at) => {
        runs += 1;
        const own = `${thing}#${runs}`;
        for (const [index, range] of reads.entries())
          await link(store(), [{ thing: own, ...range }], reader(String(index)));
        const holding = reads.flatMap(({ after, until }, index) =>
          (after === undefined || at > after) && (until === undefined || at <= until) ? [String(index)] : [],
        );
        expect(names(await readersAt(store(), own, at))).toEqual(holding.sort());
      }),
    );
  });

  it('has a digest of its own', () => {
    const anyReads = fc.uniqueArray(fc.record({ thing: fc.constantFrom('a', 'b', 'a b'), ...range }), {
      selector: (read) => JSON.stringify(read),
    });
    fc.assert(
      fc.property(anyReads, (reads) => {
        expect(new Set(reads.map(readDigest)).size).toBe(reads.length);
      }),
    );
  });
});
