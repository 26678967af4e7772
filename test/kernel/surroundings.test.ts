import { expect, it } from '@jest/globals';
import { perHost, surroundings, within } from '../../functions/kernel/surroundings.ts';
import { newTable } from '../support/calls.ts';
import { keepingBus, onHost } from '../support/surroundings.ts';

const remembered = perHost(() => new Map<string, string>());
const hostOf = (name: string) => ({ store: newTable(), bus: keepingBus(), environment: { NAME: name } });

it('What one host remembers, another in the same process does not see, also while both are at work', async () => {
  const [one, other] = [hostOf('one'), hostOf('other')];
  const remember = async () => {
    await Promise.resolve();
    remembered().set('name', surroundings().environment.NAME ?? '');
    await Promise.resolve();
    return remembered().get('name');
  };
  const both = [within(one, remember), within(other, remember)];
  expect(await Promise.all(both)).toEqual(['one', 'other']);
  expect(within(one, () => remembered().get('name'))).toBe('one');
  expect(within(hostOf('third'), () => remembered().size)).toBe(0);
});

it('Whoever has no host is told so', () => {
  expect(() => remembered()).toThrow('No host provides this function');
  expect(() => onHost(remembered, newTable)()).not.toThrow();
});
