/** What every store answers, whichever database it is on. */
import { describe, expect, it } from '@jest/globals';
import { inParallel } from '../../../functions/kernel/parallel.ts';
import {
  all,
  getOne,
  INDEXES,
  type Item,
  ItemRefusedError,
  type Key,
  MAX_ITEM_BYTES,
  MAX_PARTITION_KEY_BYTES,
  MAX_SORT_KEY_BYTES,
  type Pages,
  type Range,
  startingWith,
} from '../../../functions/kernel/store/store.ts';
import { everyEngine } from '../../support/stores/engines.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const KEY = { pk: 'p', sk: 's' };
const MEGABYTE = 1024 * 1024;
const LONE = '\ud800';

/** Of a partition of several pages. */
const sks = Array.from({ length: 350 }, (_, at) => `${at}`.padStart(3, '0'));

const nested = (levels: number): unknown => (levels === 0 ? 'x' : { in: nested(levels - 1) });
const lists = (levels: number): unknown => (levels === 0 ? 'x' : [lists(levels - 1)]);

async function pagesOf(pages: Pages): Promise<(readonly Item[])[]> {
  const found: (readonly Item[])[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

describe.each(everyEngine)('The store on $name', (engine) => {
  const store = storeOn(engine);
  const putAll = (items: readonly Item[]) => inParallel(items, (item) => store().put(item));
  const keys = async (range?: Range) => (await all(store().query('p', range))).map(({ sk }) => sk);
  const putKeys = (sks: readonly string[]) => putAll(sks.map((sk) => ({ pk: 'p', sk })));

  describe('put', () => {
    it('writes a whole item over what stands there', async () => {
      await store().put({ ...KEY, a: 1, b: 2 });
      expect(await store().put({ ...KEY, b: 3 })).toBe('written');
      expect(await all(store().scan())).toEqual([{ ...KEY, b: 3 }]);
    });

    it('writes only where nothing stands, if that is its guard', async () => {
      expect(await store().put({ ...KEY, by: 'first' }, 'ifAbsent')).toBe('written');
      expect(await store().put({ ...KEY, by: 'second' }, 'ifAbsent')).toBe('raced');
      expect(await getOne(store(), KEY)).toEqual({ ...KEY, by: 'first' });
    });

    it('writes only over the revision that its guard names', async () => {
      expect(await store().put({ ...KEY, revision: 1 }, { ifRevision: 0 })).toBe('raced');
      expect(await getOne(store(), KEY)).toBeUndefined();
      await store().put({ ...KEY, revision: 1 });
      expect(await store().put({ ...KEY, revision: 3 }, { ifRevision: 2 })).toBe('raced');
      expect(await store().put({ ...KEY, revision: 2 }, { ifRevision: 1 })).toBe('written');
      expect(await getOne(store(), KEY)).toEqual({ ...KEY, revision: 2 });
    });

    it('takes an item without a revision for none that a guard names', async () => {
      await store().put(KEY);
      expect(await store().put({ ...KEY, revision: 1 }, { ifRevision: 0 })).toBe('raced');
      await store().put({ ...KEY, revision: '1' });
      expect(await store().put({ ...KEY, revision: 2 }, { ifRevision: 1 })).toBe('raced');
    });

    it('lets one of many writers win each round', async () => {
      await store().put({ ...KEY, revision: 0 });
      for (let revision = 0; revision < 5; revision += 1) {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, by) =>
            store().put({ ...KEY, revision: revision + 1, by }, { ifRevision: revision }),
          ),
        );
        expect(answers.filter((each) => each === 'written')).toHaveLength(1);
        expect(await getOne(store(), KEY)).toMatchObject({ by: answers.indexOf('written') });
      }
    });

    it('lets one of many appenders win', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, by) => store().put({ ...KEY, by }, 'ifAbsent')),
      );
      expect(answers.filter((each) => each === 'written')).toHaveLength(1);
    });
  });

  describe('remove', () => {
    it('removes an item, and takes one that is not there for removed', async () => {
      await store().put(KEY);
      expect(await store().remove(KEY)).toBe('removed');
      expect(await store().remove(KEY)).toBe('removed');
      expect(await all(store().scan())).toEqual([]);
    });

    it('removes only the revision that its guard names', async () => {
      await store().put({ ...KEY, revision: 1 });
      expect(await store().remove(KEY, { ifRevision: 2 })).toBe('raced');
      expect(await store().remove(KEY, { ifRevision: 1 })).toBe('removed');
      expect(await store().remove(KEY, { ifRevision: 1 })).toBe('raced');
    });
  });

  describe('values', () => {
    const roundTrip = async (attributes: Readonly<Record<string, unknown>>) => {
      await store().put({ ...KEY, ...attributes });
      const { pk: _pk, sk: _sk, ...found } = (await getOne(store(), KEY)) ?? KEY;
      return found;
    };

    it('are JSON data', async () => {
      const attributes = {
        text: 'text',
        empty: '',
        yes: true,
        no: false,
        nothing: null,
        list: 'listed',
        listKey: 'under',
        card: { title: '', nothing: null },
        link: 'linked',
        linkKey: 'under',
        expiresAt: 1_723_507_200,
        deep: [[], {}, [null, { a: [1, 'b', false] }]],
      };
      expect(await roundTrip(attributes)).toEqual(attributes);
    });

    it('may have a card that is null', async () => {
      expect(await roundTrip({ card: null })).toEqual({ card: null });
    });

    it('keep their numbers', async () => {
      const whole = [0, 1, -1, 1_723_507_200_123, 2 ** 53 - 1, 2 ** 60, -(2 ** 70), 1e21];
      const broken = [0.1, -123.456, 1.234_567_890_123_456_7, 9.99e125, 1e-130];
      for (const number of [...whole, ...broken]) {
        expect(await roundTrip({ in: [number], revision: number })).toEqual({
          in: [number],
          revision: number,
        });
      }
    });

    it('that are undefined are not stored, wherever they stand', async () => {
      const found = await roundTrip({ gone: undefined, in: { gone: undefined, here: 1 }, list: undefined });
      expect(found).toStrictEqual({ in: { here: 1 } });
    });

    it('keep odd characters, in text and in names', async () => {
      const odd = [
        '\u0000',
        'a\u0000b',
        '\u{1f600}'.repeat(256),
        '#',
        '%',
        '"',
        '\\',
        '\\ud800',
        '\u202e',
        '\uffff',
      ];
      const attributes = { odd, map: Object.fromEntries(odd.map((each) => [each, each])) };
      const named = Object.fromEntries(odd.map((each) => [`${each} `, each]));
      expect(await roundTrip({ ...attributes, ...named })).toEqual({ ...attributes, ...named });
    });

    it('have a replacement character for half of a surrogate pair', async () => {
      const attributes = { [`a${LONE}`]: `b${LONE}`, card: { [LONE]: [LONE] }, whole: '\u{1f600}' };
      expect(await roundTrip(attributes)).toEqual({
        'a\ufffd': 'b\ufffd',
        card: { '\ufffd': ['\ufffd'] },
        whole: '\u{1f600}',
      });
    });

    it('may be called like what every object has', async () => {
      const named =
        '{ "constructor": { "constructor": 1, "__proto__": { "__proto__": 2, "toString": null } } }';
      const found = await roundTrip(JSON.parse(named));
      expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(named));
      expect(Object.keys(Object(found.constructor))).toContain('__proto__');
    });
  });

  describe('an item is refused', () => {
    const refused = async (item: Item) => {
      await expect(store().put(item)).rejects.toThrow(ItemRefusedError);
      expect(await getOne(store(), { pk: 'before', sk: 's' })).toBeUndefined();
    };
    /** Takes what fits to the byte, and refuses one byte more. */
    const exact = async (attributes: Readonly<Record<string, unknown>>, bytes: number) => {
      // The key with its names, and the name of the filler.
      const room = MAX_ITEM_BYTES - 'pkp'.length - 'sks'.length - 'filler'.length - bytes;
      const item = { ...KEY, ...attributes, filler: 'x'.repeat(room) };
      expect(await store().put(item)).toBe('written');
      expect(await getOne(store(), KEY)).toEqual(item);
      await refused({ ...item, filler: `${item.filler}x` });
    };

    it.each([
      ['of text', { text: 'aé\u{1f600}' }, 'text'.length + 1 + 2 + 4],
      ['of names of several bytes', { é: '' }, 2],
      ['of truth and nothing', { a: true, b: null }, 4],
      ['of empty containers', { a: [], b: {} }, 8],
      ['of containers', { a: ['b', null], c: { d: 'e', f: ['g'] } }, 8 + 4 + 3 + 7],
      ['of small numbers', { a: [0, 1, 12, 123, -1, 100, 1100] }, 1 + 3 + 7 + 1 + 2 + 2 + 3 + 3 + 2 + 2],
      ['of fractions', { a: [1.5, 0.5, 0.05, -0.00123] }, 1 + 3 + 4 + 3 + 2 + 2 + 4],
      ['of long numbers', { a: [1_723_507_200, 1.234_567_890_123_456_7] }, 1 + 3 + 2 + 5 + 10],
    ] as const)('when it is a byte too large: %s', async (_what, attributes, bytes) => {
      await exact(attributes, bytes);
    });

    it('when its key is empty or too long', async () => {
      await refused({ pk: '', sk: 's' });
      await refused({ pk: 'p', sk: '' });
      const [pk, sk] = ['é'.repeat(MAX_PARTITION_KEY_BYTES / 2), 'é'.repeat(MAX_SORT_KEY_BYTES / 2)];
      expect(await store().put({ pk, sk })).toBe('written');
      expect(await store().get([{ pk, sk }])).toEqual([{ pk, sk }]);
      await refused({ pk: `${pk}x`, sk });
      await refused({ pk, sk: `${sk}x` });
    });

    it('when a key of it holds half of a surrogate pair', async () => {
      await refused({ pk: LONE, sk: 's' });
      await refused({ pk: 'p', sk: `a${LONE}` });
    });

    it('when a key of an index is no text, empty or too long', async () => {
      for (const { partitionKey, sortKey } of Object.values(INDEXES)) {
        const [partition, key] = ['x'.repeat(MAX_PARTITION_KEY_BYTES), 'x'.repeat(MAX_SORT_KEY_BYTES)];
        expect(await store().put({ ...KEY, [partitionKey]: partition, [sortKey]: key })).toBe('written');
        await refused({ ...KEY, [partitionKey]: `${partition}x`, [sortKey]: key });
        await refused({ ...KEY, [partitionKey]: partition, [sortKey]: `${key}x` });
        await refused({ ...KEY, [partitionKey]: '' });
        await refused({ ...KEY, [sortKey]: 1 });
      }
    });

    it('when the moment it expires at is no number', async () => {
      await refused({ ...KEY, expiresAt: '1723507200' });
    });

    it('when a name is empty or too long', async () => {
      await refused({ ...KEY, '': 1 });
      await refused({ ...KEY, map: { '': 1 } });
      expect(await store().put({ ...KEY, map: { ['x'.repeat(32 * 1024)]: 1 } })).toBe('written');
      await refused({ ...KEY, map: { ['x'.repeat(32 * 1024 + 1)]: 1 } });
    });

    it('when an attribute is called __proto__', async () => {
      await refused(Object.assign(JSON.parse('{ "__proto__": 1 }'), KEY));
    });

    it('when it is nested too deeply', async () => {
      expect(await store().put({ ...KEY, map: nested(31), in: lists(31) })).toBe('written');
      await refused({ ...KEY, map: nested(32) });
      await refused({ ...KEY, in: lists(32) });
    });

    it('when it holds a number out of range', async () => {
      for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e126, -1e126, 1e-131, Number.MIN_VALUE])
        await refused({ ...KEY, number });
    });

    it('when it holds what is no JSON data', async () => {
      for (const value of [1n, () => {}, Symbol('s')]) await refused({ ...KEY, in: [value] });
    });
  });

  describe('get', () => {
    it('gives what is there, in any number, each once', async () => {
      const many = Array.from({ length: 1000 }, (_, at) => ({ pk: `p${at % 7}`, sk: `${at}` }));
      await putAll(many.filter((_, at) => at % 4 === 0));
      const found = await store().get([...many, ...many.slice(0, 100)]);
      expect(found.map(({ sk }) => Number(sk)).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 250 }, (_, at) => at * 4),
      );
    });

    it('gives nothing for no keys, and for keys that no item can have', async () => {
      await putAll([{ pk: '\ufffd', sk: 's' }, KEY]);
      const impossible: Key[] = [
        { pk: '', sk: 's' },
        { pk: 'p', sk: '' },
        { pk: 'p'.repeat(MAX_PARTITION_KEY_BYTES + 1), sk: 's' },
        { pk: LONE, sk: 's' },
      ];
      expect(await store().get([])).toEqual([]);
      expect(await store().get(impossible)).toEqual([]);
      expect(await store().get([...impossible, KEY])).toEqual([KEY]);
      for (const key of impossible) {
        expect(await store().remove(key)).toBe('removed');
        expect(await store().remove(key, { ifRevision: 1 })).toBe('raced');
        expect(await all(store().query(key.pk === 'p' ? '' : key.pk))).toEqual([]);
      }
      expect(await all(store().scan())).toHaveLength(2);
    });

    it('takes keys apart that read the same when joined', async () => {
      const both = [
        { pk: 'a', sk: 'bc' },
        { pk: 'ab', sk: 'c' },
      ];
      await putAll(both);
      expect(await store().get(both)).toHaveLength(2);
    });
  });

  describe('query', () => {
    /** By UTF-8 bytes; by UTF-16 units, the last two would be the other way round. */
    const ORDERED = [
      '\u0000',
      '\u0001',
      '!',
      '#',
      '%',
      'A',
      'Z',
      'a',
      'a\u0000',
      'a\u0000b',
      'a!',
      'b',
      'é',
      '\ud7ff',
    ];
    const ORDERED_BEHIND = [
      '\uff5e',
      '\uffff',
      '\u{10000}',
      '\u{1f600}',
      '\u{1f600}'.repeat(256),
      '\u{10ffff}',
    ];
    const EVERY = [...ORDERED, ...ORDERED_BEHIND];

    it('gives items in the order of the bytes of their sort keys', async () => {
      await putKeys([...EVERY].reverse());
      expect(await keys()).toEqual(EVERY);
      expect(await keys({ reverse: true })).toEqual([...EVERY].reverse());
    });

    it('begins and ends where it is told, both included', async () => {
      await putKeys(EVERY);
      for (const [first, from] of EVERY.entries()) {
        for (const [last, to] of EVERY.entries()) {
          if ((first + last) % 3 === 0)
            expect(await keys({ from, to })).toEqual(EVERY.slice(first, last + 1));
        }
      }
      expect(await keys({ from: 'b' })).toEqual(EVERY.slice(EVERY.indexOf('b')));
      expect(await keys({ to: 'b', reverse: true })).toEqual(
        EVERY.slice(0, EVERY.indexOf('b') + 1).reverse(),
      );
      expect(await keys({ from: 'a', to: 'a!', reverse: true, limit: 3 })).toEqual([
        'a!',
        'a\u0000b',
        'a\u0000',
      ]);
    });

    it('gives nothing from an empty range, and none that ends before it begins', async () => {
      await putKeys(['a', 'b', 'c']);
      expect(await keys({ from: 'ab', to: 'ac' })).toEqual([]);
      expect(await keys({ from: 'c', to: 'a' })).toEqual([]);
      expect(await keys({ from: '\u{10000}', to: '\uffff' })).toEqual([]);
      expect(await keys({ from: 'd' })).toEqual([]);
      expect(await keys({ to: '' })).toEqual([]);
      expect(await keys({ from: '', to: 'b' })).toEqual(['a', 'b']);
      expect(await all(store().query('another'))).toEqual([]);
    });

    it('takes bounds that are longer than a key can be', async () => {
      const longest = 'k'.repeat(MAX_SORT_KEY_BYTES);
      const shorter = longest.slice(3);
      await putKeys(['a', shorter, `${shorter}\uffff`, longest, 'z']);
      const { from, to } = startingWith('', longest);
      expect(await keys({ from, to })).toEqual([`${shorter}\uffff`, 'z']);
      expect(await keys({ from, to, limit: 1 })).toEqual([`${shorter}\uffff`]);
      expect(await keys({ from: `${longest}a`, to: `${longest}b` })).toEqual([]);
      expect(await keys({ to: `${longest}b` })).toEqual(['a', shorter, longest]);
      expect(await keys({ from: `${shorter}\u{1f600}` })).toEqual(['z']);
      expect(await keys({ to: `${shorter}\u{1f600}`, reverse: true, limit: 2 })).toEqual([
        `${shorter}\uffff`,
        longest,
      ]);
    });

    it('gives at most as many as asked for', async () => {
      await putKeys(['a', 'b', 'c']);
      expect(await keys({ limit: 0 })).toEqual([]);
      expect(await keys({ limit: 2 })).toEqual(['a', 'b']);
      expect(await keys({ limit: 2, reverse: true })).toEqual(['c', 'b']);
      expect(await keys({ limit: 4 })).toEqual(['a', 'b', 'c']);
    });

    it('finds what begins with a text, and what comes after a key of it', async () => {
      await putKeys(['a', 'a#', 'a#1', 'a#1\u0000', 'a#2', 'a#\uffff', 'a#\u{1f600}', 'a$']);
      expect(await keys(startingWith('a#'))).toEqual([
        'a#',
        'a#1',
        'a#1\u0000',
        'a#2',
        'a#\uffff',
        'a#\u{1f600}',
      ]);
      expect(await keys(startingWith('a#', 'a#1'))).toEqual(['a#1\u0000', 'a#2', 'a#\uffff', 'a#\u{1f600}']);
    });

    it('gives a partition of several megabytes page by page', async () => {
      const body = 'x'.repeat(300 * 1024);
      const large = sks.slice(0, 12);
      await putAll([...large.map((sk) => ({ pk: 'p', sk, body })), { pk: 'q', sk: '000' }]);
      for (const reverse of [false, true]) {
        const expected = reverse ? [...large].reverse() : large;
        expect(await keys({ reverse })).toEqual(expected);
        expect(await keys({ reverse, limit: 7 })).toEqual(expected.slice(0, 7));
        expect(await keys({ reverse, from: '002', to: '010' })).toEqual(
          expected.filter((sk) => sk >= '002' && sk <= '010'),
        );
      }
    });

    const putMany = () => putAll(sks.map((sk) => ({ pk: 'p', sk, body: 'x'.repeat(10_000) })));

    it('gives many items page by page, none of which is empty or very large', async () => {
      await putMany();
      for (const reverse of [false, true]) {
        const pages = await pagesOf(store().query('p', { reverse }));
        expect(pages.flat().map(({ sk }) => sk)).toEqual(reverse ? [...sks].reverse() : sks);
        for (const page of pages) expect(page.length).toBeGreaterThan(0);
        expect(pages.length).toBeGreaterThan(2);
        for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(2 * MEGABYTE);
      }
    });

    it('may be left in the middle, and written to between its pages', async () => {
      await putMany();
      for await (const page of store().query('p')) {
        expect(page[0]?.sk).toBe('000');
        break;
      }
      const seen: string[] = [];
      for await (const page of store().query('p')) {
        seen.push(...page.map(({ sk }) => sk));
        for (const { pk, sk } of page.slice(0, 1)) await store().remove({ pk, sk });
        await store().put({ pk: 'p', sk: '999' });
      }
      expect(seen).toEqual([...sks, '999']);
    });

    it('gives only some attributes, and always the key', async () => {
      const item = { ...KEY, a: 1, 'b.c': 2, card: { d: 3 }, list: 'l', listKey: 'k', e: [4] };
      await store().put(item);
      const only = async (...names: string[]) => all(store().query('p', { only: names }));
      expect(await only()).toEqual([KEY]);
      expect(await only('a', 'b.c', 'a', 'pk', 'missing')).toEqual([{ ...KEY, a: 1, 'b.c': 2 }]);
      expect(await only('card', 'list')).toEqual([{ ...KEY, card: { d: 3 }, list: 'l' }]);
      expect(await only('constructor', 'toString', 'e')).toEqual([{ ...KEY, e: [4] }]);
    });

    it('gives only some attributes of as many items as asked for', async () => {
      await putAll(['a', 'b', 'c'].map((sk) => ({ pk: 'p', sk, n: sk, body: 'x' })));
      const found = await all(store().query('p', { only: ['n'], reverse: true, limit: 2, to: 'b' }));
      expect(found).toEqual([
        { pk: 'p', sk: 'b', n: 'b' },
        { pk: 'p', sk: 'a', n: 'a' },
      ]);
    });
  });

  describe('list', () => {
    const listed = (sk: string, listKey: string, more = {}) => ({ pk: 'p', sk, list: 'l', listKey, ...more });

    it('gives the keys of the items that stand in an index, and what the index includes', async () => {
      await putAll([
        { ...listed('1', 'b', { card: { title: 'B' }, body: 'x', link: 'm', linkKey: 'y' }), revision: 1 },
        listed('2', 'a', { card: null }),
        listed('3', 'c'),
      ]);
      expect(await all(store().list('listing', 'l'))).toEqual([
        listed('2', 'a', { card: null }),
        listed('1', 'b', { card: { title: 'B' } }),
        listed('3', 'c'),
      ]);
      expect(await all(store().list('links', 'm'))).toEqual([{ pk: 'p', sk: '1', link: 'm', linkKey: 'y' }]);
    });

    it('holds an item while it has both attributes of the index', async () => {
      await putAll([
        { pk: 'p', sk: '1', list: 'l' },
        { pk: 'p', sk: '2', listKey: 'k' },
        listed('3', 'k'),
        { pk: 'p', sk: '4', link: 'l', listKey: 'k' },
      ]);
      const found = async () =>
        (await all(store().list('listing', 'l'))).map(({ sk, listKey }) => [sk, listKey]);
      expect(await found()).toEqual([['3', 'k']]);
      await store().put(listed('1', 'j'));
      await store().put(listed('3', 'a'), 'ifAbsent');
      expect(await found()).toEqual([
        ['1', 'j'],
        ['3', 'k'],
      ]);
      await store().put({ ...listed('3', 'a'), revision: 1 });
      expect(await found()).toEqual([
        ['3', 'a'],
        ['1', 'j'],
      ]);
      await store().put({ pk: 'p', sk: '3', revision: 2, list: 'l' }, { ifRevision: 1 });
      await store().remove({ pk: 'p', sk: '1' });
      expect(await found()).toEqual([]);
      expect(await all(store().scan())).toHaveLength(3);
    });

    it('is in the order of the bytes of its sort keys, and takes ranges', async () => {
      const ordered = ['a', 'a#', 'a#1', 'b', 'é', '\uffff', '\u{1f600}'];
      await putAll(ordered.map((listKey, at) => listed(`${9 - at}`, listKey)));
      const found = async (range?: Omit<Range, 'only'>) =>
        (await all(store().list('listing', 'l', range))).map(({ listKey }) => listKey);
      expect(await found()).toEqual(ordered);
      expect(await found({ reverse: true, limit: 2 })).toEqual(['\u{1f600}', '\uffff']);
      expect(await found(startingWith('a#'))).toEqual(['a#', 'a#1']);
      expect(await found(startingWith('a', 'a#'))).toEqual(['a#1']);
      expect(await found({ from: 'a#', to: 'b', reverse: true })).toEqual(['b', 'a#1', 'a#']);
      expect(await found({ from: 'b', to: 'a' })).toEqual([]);
      expect(await found({ limit: 0 })).toEqual([]);
      expect(await all(store().list('listing', 'another'))).toEqual([]);
      expect(await all(store().list('listing', ''))).toEqual([]);
    });

    it('gives each of many items once, also where their sort keys are the same', async () => {
      const items = sks.map((sk, at) => ({
        ...listed(sk, `k${at % 3}`, { card: 'x'.repeat(10_000) }),
        pk: `p${at % 5}`,
      }));
      await putAll(items);
      for (const reverse of [false, true]) {
        const pages = await pagesOf(store().list('listing', 'l', { reverse }));
        const found = pages.flat();
        expect(new Set(found.map(({ sk }) => sk)).size).toBe(sks.length);
        expect(found).toHaveLength(sks.length);
        const order = found.map(({ listKey }) => `${listKey}`);
        expect(order).toEqual(reverse ? [...order].sort().reverse() : [...order].sort());
        expect(pages.length).toBeGreaterThan(2);
      }
      expect(await all(store().list('listing', 'l', { from: 'k1', to: 'k1' }))).toHaveLength(117);
    });
  });

  it('shows an item that has expired until it is removed', async () => {
    await store().put({ ...KEY, expiresAt: 1 });
    expect(await store().get([KEY])).toEqual([{ ...KEY, expiresAt: 1 }]);
    expect(await all(store().query('p'))).toHaveLength(1);
  });

  it('is read whole by a scan', async () => {
    const items = sks.map((sk, at) => ({ pk: `p${at % 11}`, sk, body: 'x'.repeat(5000) }));
    await putAll(items);
    const pages = await pagesOf(store().scan());
    const found = pages.flat();
    expect(found.map(({ sk }) => sk).sort()).toEqual(sks);
    expect(found.find(({ sk }) => sk === '007')).toEqual(items[7]);
    expect(pages.length).toBeGreaterThan(1);
  });
});
