import { describe, expect, it } from '@jest/globals';
import { feature, release } from '../../../events/contract.ts';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { FEATURES } from '../../../functions/catalog/model/lists.ts';
import { foldRelease } from '../../../functions/catalog/model/release.ts';
import { readLedger } from '../../../functions/catalog/store/ledger.ts';
import { readOwnFeatures } from '../../../functions/digests/store/own-features.ts';
import { readOwnProjects } from '../../../functions/digests/store/own-projects.ts';
import { readDigestSources } from '../../../functions/digests/store/sources.ts';
import { readMatrix } from '../../../functions/grades/store/matrix.ts';
import { ownedBy } from '../../../functions/kernel/store/keys.ts';
import { tableOn } from '../../support/databases.ts';
import { cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { appendAll, store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const renamed = (from: string, to: string, day: string) => fact('FeatureRenamed', day, { feature: from, to });

describe.each(engines)('A rename on $name', (engine) => {
  const table = tableOn(engine);
  const read = (id: string) => readLedger(table(), feature(id));
  const folded = async (id: string) => {
    const { facts, names } = await read(id);
    return foldFeature(id, facts, names);
  };

  it('leads from either name to one entity, with the events of both', async () => {
    await appendAll(table(), [
      registered('sort', '2024-01-01', { flag: 'new-sort' }),
      renamed('sort', 'order', '2024-02-01'),
    ]);
    expect(await folded('order')).toMatchObject({
      registered: true,
      flag: 'new-sort',
      formerNames: ['sort'],
    });
    expect(await folded('sort')).toMatchObject({ registered: true, renamedTo: 'order' });
    expect((await read('sort')).facts).toEqual((await read('order')).facts);
  });

  it('keeps what is still said under the old name', async () => {
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
    expect(end.facts).toHaveLength(4);
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
    expect(await folded('b')).toMatchObject({ renamedTo: 'a' });
  });

  it('leaves the old name to a feature that is registered under it afterwards', async () => {
    await appendAll(table(), [
      registered('sort', '2024-01-01', { maturity: 'beta', title: 'Old' }),
      renamed('sort', 'order', '2024-02-01'),
      registered('sort', '2024-03-01', { maturity: 'ga', title: 'Another' }),
    ]);
    expect(await folded('order')).toMatchObject({ title: 'Old', maturity: 'beta' });
    const again = await folded('sort');
    expect(again).toMatchObject({ title: 'Another', maturity: 'ga' });
    expect(again).toMatchObject({
      renamedTo: undefined,
      earlier: [{ name: 'order', until: '2024-03-01T00:00:00.000Z' }],
    });
  });

  it('gives a release its cut from under the old name', async () => {
    await appendAll(table(), [
      scheduled('1.1', '2024-02-28'),
      fact('ReleaseRenamed', '2024-02-01', { release: '1.1', to: '2.0' }),
      cut('1.1', '2024-02-27'),
    ]);
    const { facts, names } = await readLedger(table(), release('2.0'));
    expect(foldRelease('2.0', facts, names)).toMatchObject({
      train: 'server',
      cutAt: '2024-02-27T00:00:00.000Z',
    });
  });

  it('leaves nothing under a name that was left, though an index may still list that', async () => {
    const now = '2024-05-01T00:00:00.000Z';
    await store(table(), [registered('sort', '2024-01-01'), renamed('sort', 'order', '2024-02-01')]);
    const card = { kind: 'feature', id: 'sort', title: 'sort', team: 'search' };
    await table().put({
      pk: 'LAGGING',
      sk: 'SUMMARY',
      list: FEATURES,
      listKey: `${ownedBy('search')}sort`,
      card,
    });
    const asOf = '2024-04-01T00:00:00.000Z';
    expect((await readMatrix(table(), { asOf, now })).rows.map((row) => row.feature)).toEqual(['order']);
    const asked = { team: 'search', projects: [], last: asOf, isRecent: true };
    const own = await readOwnFeatures(await readDigestSources(table(), now), asked);
    expect(own.map((material) => material.feature)).toEqual(['order']);
  });

  it('takes plans along: what was planned under a name is planned for whom the name meant then', async () => {
    const now = '2024-05-01T00:00:00.000Z';
    await store(table(), [
      started('rank'),
      registered('sort', '2024-01-01', { project: 'rank' }),
      scheduled('next', '2024-06-01', { releaseAt: '2024-06-10T00:00:00.000Z' }),
      fact('ShipmentPlanned', '2024-01-05', { project: 'rank', feature: 'sort', release: 'next' }),
      renamed('sort', 'order', '2024-02-01'),
      fact('ReleaseRenamed', '2024-02-01', { release: 'next', to: '2.0' }),
      registered('sort', '2024-03-01', { project: 'rank', title: 'Another' }),
      scheduled('next', '2024-09-01', { releaseAt: '2024-09-10T00:00:00.000Z' }, '2024-03-01'),
    ]);
    const sources = await readDigestSources(table(), now);
    const projects = await readOwnProjects(sources, 'search');
    const own = await readOwnFeatures(sources, { team: 'search', projects, last: now, isRecent: true });
    expect(own.map(({ feature: name, isPlanned, plannedAt }) => ({ name, isPlanned, plannedAt }))).toEqual([
      { name: 'order', isPlanned: true, plannedAt: '2024-06-10T00:00:00.000Z' },
      { name: 'sort', isPlanned: false, plannedAt: undefined },
    ]);
  });

  it('leaves a ledger of another kind with the same id alone', async () => {
    await appendAll(table(), [renamed('x', 'y', '2024-02-01'), scheduled('x', '2024-02-28')]);
    expect((await readLedger(table(), release('y'))).facts).toEqual([]);
    expect((await readLedger(table(), release('x'))).facts).toHaveLength(1);
  });
});
