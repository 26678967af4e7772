import { describe, expect, it } from '@jest/globals';
import { FEATURES, PROJECTS, TEAMS, TRAINS, UNREGISTERED } from '../../../functions/catalog/model/lists.ts';
import { readMembers, readTrains } from '../../../functions/catalog/store/trains.ts';
import { inParallel } from '../../../functions/kernel/parallel.ts';
import { dueIn, entityOf, ownedBy, partition } from '../../../functions/kernel/store/keys.ts';
import { inList } from '../../../functions/kernel/store/lists.ts';
import { all } from '../../../functions/kernel/store/store.ts';
import { unregistered } from '../../../functions/verdicts/store/reports.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { appendAll, store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

describe.each(engines)('The listing on $name', (engine) => {
  const table = tableOn(engine);
  const cards = async (list: string) => (await all(inList(table(), list))).map(({ card }) => card);
  const owned = async (list: string, team: string) =>
    (await all(inList(table(), list, ownedBy(team)))).map(({ card }) => card);

  it('holds the teams, with their titles', async () => {
    await store(
      table(),
      ['b', 'a'].map((team) => fact('TeamRegistered', '2024-01-01', { team, title: team.toUpperCase() })),
    );
    expect(await cards(TEAMS)).toEqual([
      { kind: 'team', id: 'a', title: 'A' },
      { kind: 'team', id: 'b', title: 'B' },
    ]);
  });

  it('holds the trains of scheduled releases, each once', async () => {
    await store(table(), [
      scheduled('1.0', '2024-01-31'),
      scheduled('1.1', '2024-02-28'),
      scheduled('0.1', '2024-02-28', { train: 'extension' }),
    ]);
    expect(await readTrains(table())).toEqual(['extension', 'server']);
    expect(await cards(TRAINS)).toHaveLength(2);
  });

  it('holds what a team owns, and nothing of another team whose name begins the same', async () => {
    await store(table(), [
      started('rank'),
      registered('sort', '2024-01-01'),
      started('other', '2024-01-01', { team: 'search#2' }),
    ]);
    expect(await owned(PROJECTS, 'search')).toEqual([
      { kind: 'project', id: 'rank', title: 'rank', team: 'search' },
    ]);
    expect(await owned(FEATURES, 'search')).toEqual([
      { kind: 'feature', id: 'sort', title: 'sort', team: 'search', maturity: 'beta' },
    ]);
    expect(await cards(PROJECTS)).toHaveLength(2);
  });

  it('finds what a team owns however long the names are, in bytes', async () => {
    const team = '界'.repeat(256);
    const feature = `f${'#'.repeat(255)}`;
    await store(table(), [registered(feature, '2024-01-01', { team }), registered('sort', '2024-01-01')]);
    expect(await owned(FEATURES, team)).toHaveLength(1);
  });

  it('says of a retired feature that it is', async () => {
    await store(table(), [
      registered('sort', '2024-01-01'),
      fact('FeatureRetired', '2024-02-01', { feature: 'sort' }),
    ]);
    expect(await cards(FEATURES)).toMatchObject([{ id: 'sort', retiredAt: '2024-02-01T00:00:00.000Z' }]);
  });

  it('moves what goes to another team', async () => {
    await store(table(), [started('rank'), started('rank', '2024-02-01', { team: 'order' })]);
    expect(await owned(PROJECTS, 'search')).toEqual([]);
    expect(await owned(PROJECTS, 'order')).toHaveLength(1);
  });

  it('holds what facts speak of and nobody registered, until somebody does', async () => {
    await store(table(), [
      change('rank', '2024-01-10'),
      cut('1.0', '2024-01-31'),
      fact('FeatureFlagChanged', '2024-01-10', { flag: 'new-sort', enabledByDefault: true }),
    ]);
    const kinds = async () => (await unregistered(table())).map(({ entity, id }) => `${entity} ${id}`);
    expect(await kinds()).toEqual(['flag new-sort', 'project rank', 'release 1.0']);
    await store(table(), [
      started('rank'),
      scheduled('1.0', '2024-01-31'),
      registered('sort', '2024-01-02', { flag: 'new-sort' }),
    ]);
    expect(await kinds()).toEqual([]);
    expect(await cards(UNREGISTERED)).toEqual([]);
  });

  it('lists a renamed feature under its present name only', async () => {
    await store(table(), [
      registered('sort', '2024-01-01'),
      fact('FeatureRenamed', '2024-02-01', { feature: 'sort', to: 'order' }),
    ]);
    expect(await cards(FEATURES)).toMatchObject([{ kind: 'feature', id: 'order', title: 'sort' }]);
  });

  it('is read whole when it has more pages than one', async () => {
    await store(table(), [started('p', '2024-01-01', { title: '界'.repeat(500) })]);
    const [listed] = (await all(table().scan())).filter(({ listKey }) => listKey !== undefined);
    if (listed === undefined) throw new TypeError('The project is not listed.');
    // As many projects more: facts of each of them would say the same, and take their time.
    const many = Array.from({ length: 900 }, (_none, at) => `${'p'.repeat(240)}-${at}`);
    await inParallel(many, async (id) => {
      await table().put({
        ...listed,
        pk: partition({ kind: 'project', id }),
        listKey: `${listed.listKey}${id}`,
      });
    });
    expect(await owned(PROJECTS, 'search')).toHaveLength(many.length + 1);
  });
});

describe.each(engines)('What is found by a name or a month on $name', (engine) => {
  const table = tableOn(engine);

  it('is, of a train, every project that was ever started on it, under each of its teams', async () => {
    await appendAll(table(), [
      started('rank', '2024-01-01', { features: ['sort'] }),
      started('rank', '2024-02-01', { team: 'order' }),
      started('rank', '2024-03-01', { team: 'order', train: 'extension' }),
      started('login', '2024-01-01', { team: 'auth' }),
    ]);
    const on = async (train: string, team?: string) =>
      (await readMembers(table(), train, team)).map((member) => `${member.project} ${member.team}`).sort();
    expect(await on('server')).toEqual(['login auth', 'rank order', 'rank search']);
    expect(await on('server', 'order')).toEqual(['rank order']);
    expect(await on('extension')).toEqual(['rank order']);
    expect(await on('nowhere')).toEqual([]);
  });

  it('is, of a month, the projects whose exemptions end in it', async () => {
    const exempt = (project: string, until: string) =>
      fact('ExemptionGranted', '2024-01-01', { project, until, reason: 'Rest.', approver: 'team:search' });
    await appendAll(table(), [
      exempt('first', '2024-04-01T00:00:00Z'),
      exempt('last', '2024-04-30T23:59:59Z'),
      exempt('later', '2024-05-01T00:00:00Z'),
      exempt('zoned', '2024-05-01T01:00:00+02:00'),
      fact('ExemptionGranted', '2024-04-01', {
        project: 'one',
        release: '1.0',
        reason: 'Rest.',
        approver: 'team:search',
      }),
    ]);
    const due = await all(table().list('links', dueIn('2024-04-15T00:00:00.000Z')));
    expect(due.map(({ pk }) => entityOf(pk)?.id).sort()).toEqual(['first', 'last', 'zoned']);
  });
});
