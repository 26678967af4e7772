import { expect, it } from '@jest/globals';
import { remembering } from '../../../functions/kernel/store/remembered.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

it('is apart for each store, and forgets the oldest beyond what it has room for', () => {
  const of = remembering<number>();
  const [one, other] = [openInMemory(), openInMemory()];
  for (let key = 0; key <= 10_000; key += 1) of(one).set(`${key}`, key);
  expect([of(one).get('0'), of(one).get('1'), of(one).get('10000')]).toEqual([undefined, 1, 10_000]);
  expect(of(other).get('1')).toBeUndefined();
});
