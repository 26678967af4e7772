import { describe, expect, it } from '@jest/globals';
import { change } from '../../../functions/kernel/store/change.ts';
import { getOne, type Item } from '../../../functions/kernel/store/store.ts';
import { watching } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { engines } from '../../support/stores/engines.ts';
import type { Call } from '../../support/stores/faulty.ts';

const key = { pk: 'COUNT', sk: 'one' };
const countIn = (item: Item | undefined) => (typeof item?.count === 'number' ? item.count : 0);
const more = (item: Item | undefined) => ({ ...item, count: countIn(item) + 1 });

describe.each(engines)('A change on $name', (engine) => {
  const table = tableOn(engine);
  const stands = () => getOne(table(), key);

  /** Does something right before the puts of a change, as somebody does who is faster. */
  function overtaken(by: () => Promise<unknown>, work: () => Promise<unknown>) {
    let isOvertaking = false;
    const before = async ({ operation }: Call) => {
      if (operation !== 'put' || isOvertaking) return;
      isOvertaking = true;
      await by();
      isOvertaking = false;
    };
    return watching(table(), { before }, work);
  }

  it('makes the item where there is none, and raises its revision from then on', async () => {
    expect(await change(table(), key, more)).toEqual({ ...key, count: 1, revision: 1 });
    expect(await change(table(), key, more)).toEqual({ ...key, count: 2, revision: 2 });
    expect(await stands()).toEqual({ ...key, count: 2, revision: 2 });
  });

  it('replaces all that the item held', async () => {
    await change(table(), key, () => ({ first: true }));
    await change(table(), key, () => ({ second: true }));
    expect(await stands()).toEqual({ ...key, second: true, revision: 2 });
  });

  it('that decides for nothing leaves the item as it is', async () => {
    expect(await change(table(), key, () => undefined)).toBeUndefined();
    expect(await stands()).toBeUndefined();
    await change(table(), key, more);
    expect(await change(table(), key, () => undefined)).toBeUndefined();
    expect(await stands()).toEqual({ ...key, count: 1, revision: 1 });
  });

  it.each([
    ['made the item', []],
    ['changed the item', [more]],
  ])('is decided again by what stands when somebody else %s meanwhile', async (_what, before) => {
    for (const each of before) await change(table(), key, each);
    let faster = 1;
    const seen: number[] = [];
    await overtaken(
      async () => {
        if (faster-- > 0) await change(table(), key, (item) => ({ count: countIn(item) + 10 }));
      },
      () =>
        change(table(), key, (item) => {
          seen.push(countIn(item));
          return more(item);
        }),
    );
    expect(seen).toEqual([before.length, before.length + 10]);
    expect(countIn(await stands())).toBe(before.length + 11);
  });

  it('gives way when what somebody else made of the item leaves nothing to do', async () => {
    const take = (holder: string) => (item: Item | undefined) =>
      item === undefined ? { holder } : undefined;
    let loser: unknown;
    await overtaken(
      () => change(table(), key, take('first')),
      async () => {
        loser = await change(table(), key, take('second'));
      },
    );
    expect(loser).toBeUndefined();
    expect(await stands()).toMatchObject({ holder: 'first' });
  });

  it('is lost by nobody of twenty who count at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => change(table(), key, more)));
    expect(await stands()).toEqual({ ...key, count: 20, revision: 20 });
  });

  it('of an item without a revision is refused, for it could lose what others write', async () => {
    await table().put({ ...key, count: 1 });
    await expect(change(table(), key, more)).rejects.toThrow('The item COUNT one has no revision');
  });

  it('that is overtaken again and again ends with a sentence', async () => {
    const always = () =>
      overtaken(
        () => change(table(), key, more),
        () => change(table(), key, more),
      );
    await expect(always()).rejects.toThrow('was changed 100 times by others meanwhile');
  });
});
