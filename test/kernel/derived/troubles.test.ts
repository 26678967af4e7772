import { describe, expect, it } from '@jest/globals';
import {
  failures,
  forgetFailure,
  isTrouble,
  storeFailure,
} from '../../../functions/kernel/derived/troubles.ts';
import { inParallel } from '../../../functions/kernel/parallel.ts';
import { all } from '../../../functions/kernel/store/store.ts';
import { moment } from '../../support/facts.ts';
import { storeOn } from '../../support/stores/store-on.ts';
import { listKey } from './toys.ts';

const store = storeOn();
const [monday, tuesday] = [moment('2024-01-01'), moment('2024-01-02')] as const;
const fail = (name: string, at = monday) => storeFailure(store(), listKey(name), new Error(`of ${name}`), at);

describe('A computation that failed', () => {
  it('is stored once for each value, as it last failed', async () => {
    await fail('rank');
    await fail('rank', tuesday);
    await fail('code');
    const stored = (await failures(store())).map(({ value, message, at }) => [value, message, at]);
    expect(new Set(stored)).toEqual(
      new Set([
        [listKey('rank'), 'of rank', tuesday],
        [listKey('code'), 'of code', monday],
      ]),
    );
    expect((await all(store().scan())).every(isTrouble)).toBe(true);
  });

  it('is forgotten, unless it failed again meanwhile', async () => {
    await fail('rank');
    const [failure] = await failures(store());
    if (failure === undefined) throw new Error('nothing failed');
    await fail('rank', tuesday);
    expect(await forgetFailure(store(), failure, tuesday)).toBe('raced');
    const [again] = await failures(store());
    if (again === undefined) throw new Error('nothing failed');
    expect(await forgetFailure(store(), again, tuesday)).toBe('written');
    expect(await failures(store())).toEqual([]);
  });

  it('is stored also when many fail at once', async () => {
    await inParallel(Array.from({ length: 20 }), () => fail('rank'));
    expect(await failures(store())).toHaveLength(1);
  });

  it('with a key as long as keys can be is stored', async () => {
    const key = { pk: `RELEASE#${'漢'.repeat(256)}`, sk: `VERDICT#${'漢'.repeat(256)}` };
    await storeFailure(store(), key, new Error('too bad'), monday);
    expect(await failures(store())).toMatchObject([{ value: key }]);
  });
});
