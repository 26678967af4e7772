import { describe, expect, it } from '@jest/globals';
import { feature, release } from '../../../events/contract.ts';
import { foldFeature } from '../../../functions/domain/feature.ts';
import { foldRelease } from '../../../functions/domain/release.ts';
import { readLedger } from '../../../functions/ledger/ledger.ts';
import { tableOn } from '../../support/databases.ts';
import { cut, fact, registered, scheduled } from '../../support/facts.ts';
import { appendAll } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const renamed = (from: string, to: string, day: string) => fact('FeatureRenamed', day, { feature: from, to });

describe.each(engines)('A rename on $name', (engine) => {
  const table = tableOn(engine);
  const read = (id: string) => readLedger(table(), feature(id));
  const folded = async (id: string) => foldFeature(id, (await read(id)).facts);

  it('gives the heir the events of the former, as far as they are', async () => {
    await appendAll(table(), [
      registered('sort', '2024-01-01', { flag: 'new-sort' }),
      renamed('sort', 'order', '2024-02-01'),
    ]);
    expect(await folded('order')).toMatchObject({
      registered: true,
      flag: 'new-sort',
      formerNames: ['sort'],
    });
    expect(await folded('sort')).toMatchObject({ renamedTo: 'order' });
    expect((await read('sort')).heirs).toEqual([feature('order')]);
  });

  it('gives the heir what is still said under the old name', async () => {
    await appendAll(table(), [registered('sort', '2024-01-01'), renamed('sort', 'order', '2024-02-01')]);
    await appendAll(table(), [fact('FeatureRetired', '2024-03-01', { feature: 'sort', reason: 'Done.' })]);
    expect(await folded('order')).toMatchObject({ retiredReason: 'Done.' });
  });

  it('reaches over a chain of three, whichever was told first', async () => {
    await appendAll(table(), [
      renamed('c', 'd', '2024-04-01'),
      renamed('b', 'c', '2024-03-01'),
      registered('a', '2024-01-01', { maturity: 'ga' }),
      renamed('a', 'b', '2024-02-01'),
    ]);
    const end = await read('d');
    expect(end.entries).toBe(7);
    expect(await folded('d')).toMatchObject({
      registered: true,
      maturity: 'ga',
      formerNames: ['a', 'b', 'c'],
    });
  });

  it('ends where names go round in a circle', async () => {
    await appendAll(table(), [
      registered('a', '2024-01-01'),
      renamed('a', 'b', '2024-02-01'),
      renamed('b', 'c', '2024-03-01'),
      renamed('c', 'a', '2024-04-01'),
    ]);
    expect(await folded('a')).toMatchObject({ registered: true, formerNames: ['b', 'c'] });
    expect((await folded('a')).renamedTo).toBeUndefined();
    expect(await folded('b')).toMatchObject({ renamedTo: 'c' });
  });

  it('does not give the heir a feature that is registered under the old name afterwards', async () => {
    await appendAll(table(), [
      registered('sort', '2024-01-01', { maturity: 'beta', title: 'Old' }),
      renamed('sort', 'order', '2024-02-01'),
      registered('sort', '2024-03-01', { maturity: 'ga', title: 'Another' }),
    ]);
    expect(await folded('order')).toMatchObject({ title: 'Old', maturity: 'beta' });
    const again = await folded('sort');
    expect(again).toMatchObject({ title: 'Another', maturity: 'ga' });
    expect(again.renamedTo).toBeUndefined();
  });

  it('gives a release its cut from under the old name', async () => {
    await appendAll(table(), [
      scheduled('1.1', '2024-02-28'),
      fact('ReleaseRenamed', '2024-02-01', { release: '1.1', to: '2.0' }),
      cut('1.1', '2024-02-27'),
    ]);
    const { facts } = await readLedger(table(), release('2.0'));
    expect(foldRelease('2.0', facts)).toMatchObject({ train: 'server', cutAt: '2024-02-27T00:00:00.000Z' });
  });

  it('leaves a ledger of another kind with the same id alone', async () => {
    await appendAll(table(), [renamed('x', 'y', '2024-02-01'), scheduled('x', '2024-02-28')]);
    expect((await readLedger(table(), release('y'))).entries).toBe(0);
  });
});
