import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { project, train } from '../../../events/contract.ts';
import { append } from '../../../functions/kernel/ledger/append.ts';
import { LIFE, ofRelease, WORK } from '../../../functions/kernel/ledger/parts.ts';
import {
  entriesOf,
  everyEntryOf,
  namesMentioned,
  type TimeRange,
} from '../../../functions/kernel/ledger/read.ts';
import { compare, inOrder } from '../../../functions/kernel/model/facts.ts';
import { accepted, change, type Entry, moment, registered, scheduled, started } from '../../support/facts.ts';
import { counting, totalOf } from '../../support/stores/counting.ts';
import { engines } from '../../support/stores/engines.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const rank = project('rank');
const ARRIVED = moment('2024-08-13');

describe.each(engines)('A ledger on $name', (engine) => {
  const store = storeOn(engine);
  const tell = async (...entries: readonly Entry[]) => {
    for (const entry of entries) await append(store(), accepted(entry), ARRIVED);
  };
  const readIds = async (range?: TimeRange, part = WORK) =>
    (await entriesOf(store(), rank, part, range)).map(({ fact }) => fact.detail.id);

  describe('read within a range of time', () => {
    beforeEach(() =>
      tell(
        change('rank', '2024-01-01', {}, 'first'),
        change('rank', '2024-01-02T00:00:00.000Z', {}, 'second'),
        change('rank', '2024-01-02T00:00:00.001Z', {}, 'just-after'),
        change('rank', '2024-01-03', {}, 'third'),
      ),
    );
    const second = moment('2024-01-02');

    it('gives all of a part without one', async () => {
      expect(await readIds()).toEqual(['first', 'second', 'just-after', 'third']);
      expect(await readIds({})).toEqual(['first', 'second', 'just-after', 'third']);
    });

    it('begins behind its first moment, and ends with its last', async () => {
      expect(await readIds({ after: second })).toEqual(['just-after', 'third']);
      expect(await readIds({ until: second })).toEqual(['first', 'second']);
      expect(await readIds({ after: moment('2024-01-01'), until: second })).toEqual(['second']);
    });

    it('is empty where the range is, and where it ends before it begins', async () => {
      expect(await readIds({ after: second, until: second })).toEqual([]);
      expect(await readIds({ after: moment('2024-01-03'), until: moment('2024-01-01') })).toEqual([]);
      expect(await readIds({ after: moment('2024-01-03') })).toEqual([]);
      expect(await readIds({ until: moment('2023-12-31') })).toEqual([]);
    });
  });

  it('keeps its parts apart, and gives them all when asked for all', async () => {
    await tell(
      started('rank', '2024-01-01'),
      change('rank', '2024-01-02', {}, 'in the window'),
      change('rank', '2024-01-03', { release: '1.0' }, 'in 1.0'),
      change('rank', '2024-01-04', { release: '1.0.1' }, 'in 1.0.1'),
      change('rank', '2024-01-05', { release: '1.0#1' }, 'in 1.0#1'),
    );
    expect(await readIds({}, WORK)).toEqual(['in the window']);
    expect(await readIds({}, ofRelease('1.0'))).toEqual(['in 1.0']);
    expect(await readIds({}, ofRelease('1.0#1'))).toEqual(['in 1.0#1']);
    expect(await readIds({}, LIFE)).toHaveLength(1);
    expect(await everyEntryOf(store(), rank)).toHaveLength(5);
    expect(await everyEntryOf(store(), project('ran'))).toEqual([]);
  });

  it('gives what happened at one moment by id, though keys hold ids otherwise', async () => {
    const long = '漢'.repeat(250);
    const ids = ['Z', 'a', 'a#1', 'a%', 'aa', 'b', long, `${long}2`, '\uff5e', '🚀'].toSorted(compare);
    await tell(...ids.toReversed().map((id) => change('rank', '2024-01-02', {}, id)));
    const read = async () => (await everyEntryOf(store(), rank)).map(({ fact }) => fact.detail.id);
    expect(await readIds()).toEqual(ids);
    expect(await read()).toEqual(ids);
  });

  it('leaves out a content whose id stands for one that happened before, in whatever part either is', async () => {
    await tell(
      change('rank', '2024-01-03', {}, 'same'),
      change('rank', '2024-01-02', { release: '1.0' }, 'same'),
      change('rank', '2024-01-04', {}, 'other'),
    );
    expect(await readIds({}, WORK)).toEqual(['other']);
    expect(await readIds({}, ofRelease('1.0'))).toEqual(['same']);
    expect(await everyEntryOf(store(), rank)).toHaveLength(2);
  });

  it('tells the names of one kind that it mentions, by name, since when', async () => {
    await tell(
      change('rank', '2024-01-03', { flag: 'b' }),
      change('rank', '2024-01-02', { flag: 'a' }),
      registered('order', '2024-01-05', { project: 'rank' }),
    );
    expect(await namesMentioned(store(), rank, ['BEHIND'])).toEqual([
      expect.objectContaining({ kind: 'BEHIND', names: ['a'], since: moment('2024-01-02') }),
      expect.objectContaining({ kind: 'BEHIND', names: ['b'], since: moment('2024-01-03') }),
    ]);
    const upTo = async (until: string) =>
      (await namesMentioned(store(), rank, ['BEHIND'], { until: moment(until) })).flatMap(
        ({ names }) => names,
      );
    expect(await upTo('2024-01-01')).toEqual([]);
    expect(await upTo('2024-01-02')).toEqual(['a']);
    expect(await namesMentioned(store(), rank, ['OWNED'], { until: moment('2024-01-01') })).toMatchObject([
      { names: ['order'], since: '' },
    ]);
    expect(await namesMentioned(store(), rank, ['MEMBER'])).toEqual([]);
  });

  it('tells those of several kinds at once, and nothing of what stands between them', async () => {
    await tell(
      started('rank', '2024-01-01', { features: ['sort'] }),
      change('rank', '2024-01-02', { flag: 'dark' }),
      registered('order', '2024-01-05', { project: 'rank' }),
    );
    const counted = counting(store());
    const mentions = await namesMentioned(counted, rank, ['OWNED', 'BEHIND']);
    expect(mentions.map(({ kind, names }) => [kind, ...names])).toEqual([
      ['BEHIND', 'dark'],
      ['OWNED', 'order'],
    ]);
    expect(totalOf(counted.take()).calls).toBe(1);
  });

  it('tells the names below a first one, and not below one that begins with it', async () => {
    const on = (team: string, name: string) => started(name, '2024-01-01', { team });
    await tell(on('search', 'rank'), on('search', 'code'), on('search2', 'other'), on('sea', 'rch'));
    const of = async (...within: readonly string[]) =>
      (await namesMentioned(store(), train('server'), ['MEMBER'], { within })).map(({ names }) => names);
    expect(await of('search')).toEqual([
      ['search', 'code'],
      ['search', 'rank'],
    ]);
    expect(await of()).toHaveLength(4);
  });

  it('tells the releases of a train once, however often they were scheduled', async () => {
    await tell(scheduled('1.0', '2024-02-01'), scheduled('1.0', '2024-02-02', {}, '2024-01-05'));
    expect(await namesMentioned(store(), train('server'), ['RELEASE'])).toHaveLength(1);
  });
});

describe('Whatever was told', () => {
  const store = storeOn();

  it('a range gives the entries that happened in it, in order', async () => {
    const anyMoment = fc.integer({ min: 0, max: 9 }).map((at) => `2024-01-01T00:00:00.00${at}Z`);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyMoment, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 })), {
          maxLength: 12,
        }),
        fc.option(anyMoment, { nil: undefined }),
        fc.option(anyMoment, { nil: undefined }),
        async (told, after, until) => {
          runs += 1;
          const own = project(`run-${runs}`);
          for (const [at, title] of told)
            await append(store(), accepted(change(own.id, at, { title: `change ${title}` })), ARRIVED);
          const all = await entriesOf(store(), own, WORK);
          const read = await entriesOf(store(), own, WORK, { after, until });
          expect(all).toHaveLength(told.length);
          expect(all).toEqual(all.toSorted(inOrder));
          expect(read).toEqual(
            all.filter(
              ({ fact: { detail } }) =>
                (after === undefined || detail.occurredAt > after) &&
                (until === undefined || detail.occurredAt <= until),
            ),
          );
        },
      ),
    );
  });
});
