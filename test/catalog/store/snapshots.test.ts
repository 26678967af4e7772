import { describe, expect, it } from '@jest/globals';
import { feature, flag, project } from '../../../events/contract.ts';
import { readStates } from '../../../functions/catalog/store/states.ts';
import { snapshotKey } from '../../../functions/kernel/store/keys.ts';
import { getOne } from '../../../functions/kernel/store/store.ts';
import { callsDuring } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { change, fact, moment, registered, started } from '../../support/facts.ts';
import { appendAll, store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const sort = feature('sort');
const beta = registered('sort', '2024-01-01');
const ga = registered('sort', '2024-02-01', { maturity: 'ga' });

describe.each(engines)('A snapshot on $name', (engine) => {
  const table = tableOn(engine);
  const stored = () => getOne(table(), snapshotKey(sort));
  const read = async () => (await readStates(table(), 'feature', ['sort'])).get('sort');

  it('is what its ledger folds to, with what lists show of it', async () => {
    await store(table(), [beta]);
    expect(await stored()).toMatchObject({
      value: { feature: 'sort', registered: true, team: 'search', maturity: 'beta' },
      card: { kind: 'feature', id: 'sort', team: 'search', maturity: 'beta' },
    });
  });

  it('is what the latest facts say, whichever were recorded first', async () => {
    await store(table(), [ga]);
    await store(table(), [beta]);
    expect(await read()).toMatchObject({ maturity: 'ga', registration: { at: moment('2024-02-01') } });
  });

  it('stays as it is when its facts are recorded once more', async () => {
    await store(table(), [beta, ga]);
    const before = await stored();
    const calls = await callsDuring(table(), () => store(table(), [beta, ga]));
    expect(await stored()).toEqual(before);
    const writes = calls.filter((call) => call.operation === 'put' && call.item.sk === snapshotKey(sort).sk);
    expect(writes).toEqual([]);
  });

  it('no longer holds what its ledger no longer says', async () => {
    await store(table(), [registered('sort', '2024-01-01', { flag: 'new-sort', docsUrl: '/sort' })]);
    await store(table(), [registered('sort', '2024-02-01', { flag: null, docsUrl: null })]);
    expect([(await read())?.flag, (await read())?.docsUrl]).toEqual([undefined, undefined]);
  });

  it('is the one of its entity under every name, and tells who it is now', async () => {
    await store(table(), [
      beta,
      fact('FeatureRenamed', '2024-03-01', { feature: 'sort', to: 'order' }),
      registered('order', '2024-03-02', { maturity: 'ga' }),
    ]);
    const states = await readStates(table(), 'feature', ['sort', 'order']);
    expect(states.get('sort')).toMatchObject({ renamedTo: 'order', maturity: 'ga' });
    expect(states.get('order')).toMatchObject({ formerNames: ['sort'], maturity: 'ga' });
  });

  it('follows a fact that another name of its entity gets', async () => {
    await store(table(), [beta, fact('FeatureRenamed', '2024-03-01', { feature: 'sort', to: 'order' })]);
    await store(table(), [fact('FeatureRetired', '2024-04-01', { feature: 'sort', reason: 'Done.' })]);
    const states = await readStates(table(), 'feature', ['sort', 'order']);
    expect([...states.values()].map(({ retiredReason }) => retiredReason)).toEqual(['Done.', 'Done.']);
  });

  it('is made of nothing but its own parts: a change of a project folds none, stars fold none', async () => {
    await store(table(), [started('rank'), beta]);
    const summaries = async (entry: Parameters<typeof store>[1][number]) =>
      (await callsDuring(table(), () => store(table(), [entry]))).flatMap((call) =>
        call.operation === 'put' && call.item.sk === 'SUMMARY' ? call.item.pk : [],
      );
    expect(await summaries(change('rank', '2024-01-10'))).toEqual([]);
    expect(
      await summaries(
        fact('StarGranted', '2024-01-10', {
          feature: 'sort',
          category: 'docs',
          side: 'team',
          rubricVersion: '1',
        }),
      ),
    ).toEqual([]);
  });

  it('is there for whatever a fact speaks of, also where it only mentions it', async () => {
    await store(table(), [
      started('rank', '2024-01-01', { features: ['sort'] }),
      registered('order', '2024-01-01', { project: 'code', flag: 'dark' }),
    ]);
    expect(await read()).toMatchObject({ registered: false });
    expect(await readStates(table(), 'project', ['rank', 'code'])).toMatchObject(
      new Map([
        ['rank', { registered: true }],
        ['code', { registered: false }],
      ]),
    );
    expect((await readStates(table(), 'flag', ['dark'])).get(flag('dark').id)).toMatchObject({
      registered: true,
      features: ['order'],
    });
  });

  it('of a feature flag knows who names it, whether its turns or its features came first', async () => {
    const named = (id: string) => registered(`of-${id}`, '2024-01-01', { flag: id });
    const turned = (id: string) =>
      fact('FeatureFlagChanged', '2024-01-02', { flag: id, enabledByDefault: true });
    for (const entry of [named('a'), turned('a'), turned('b'), named('b')]) await store(table(), [entry]);
    const states = await readStates(table(), 'flag', ['a', 'b']);
    expect(states.get('a')).toMatchObject({ features: ['of-a'], enabledByDefault: true });
    expect(states.get('b')).toMatchObject({ features: ['of-b'], enabledByDefault: true });
  });

  it('reads no change of a project, however many there are', async () => {
    await store(table(), [started('rank')]);
    await appendAll(
      table(),
      Array.from({ length: 50 }, (_none, at) => change('rank', '2024-01-10', { title: `change ${at}` })),
    );
    const calls = await callsDuring(table(), () =>
      store(table(), [fact('ProjectPaused', '2024-02-01', { project: 'rank' })]),
    );
    const ranges = calls.flatMap((call) =>
      call.operation === 'query' && call.partition === snapshotKey(project('rank')).pk
        ? call.range?.from
        : [],
    );
    expect(ranges).not.toEqual([]);
    for (const from of ranges) expect(from).not.toMatch(/WORK/);
  });
});

describe.each(engines)('States on $name', (engine) => {
  const table = tableOn(engine);
  const teams = (ids: Iterable<string>) => readStates(table(), 'team', ids);
  const many = Array.from({ length: 101 }, (_none, at) => `team-${at}`);
  const tellOf = (ids: readonly string[]) =>
    store(
      table(),
      ids.map((id) => fact('TeamRegistered', '2024-01-01', { team: id, title: id })),
    );

  it('are read of those that have one, and the others are absent', async () => {
    await tellOf(['a', 'c#~']);
    await appendAll(table(), [fact('TeamRegistered', '2024-01-01', { team: 'b', title: 'b' })]);
    expect([...(await teams(['c#~', 'missing', 'a', 'b', 'a'])).keys()].sort()).toEqual(['a', 'c#~']);
    expect(await teams([])).toEqual(new Map());
  });

  it('are all read when they are more than a batch takes', async () => {
    await tellOf(many);
    expect([...(await teams(many)).keys()].sort()).toEqual([...many].sort());
  });

  it('are read of an entity under the id that was asked for, case and all', async () => {
    await tellOf(['Search', 'search']);
    expect((await teams(['Search'])).get('Search')?.title).toBe('Search');
    expect((await teams(['search'])).get('search')?.title).toBe('search');
  });
});
