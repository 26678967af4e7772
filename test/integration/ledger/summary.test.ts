import { describe, expect, it, jest } from '@jest/globals';
import { feature, team } from '../../../events/contract.ts';
import { featureState } from '../../../functions/domain/feature.ts';
import { fold } from '../../../functions/domain/summary.ts';
import { teamState } from '../../../functions/domain/team.ts';
import { getOne } from '../../../functions/kernel/store/store.ts';
import { summaryKey } from '../../../functions/ledger/keys.ts';
import { readLedger } from '../../../functions/ledger/ledger.ts';
import { markAnnounced, readStates, writeSummary } from '../../../functions/ledger/summary.ts';
import { callsDuring } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { fact, registered } from '../../support/facts.ts';
import { appendAll, store, summarise } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const sort = feature('sort');
const beta = registered('sort', '2024-01-01');
const ga = registered('sort', '2024-02-01', { maturity: 'ga' });

describe.each(engines)('A summary on $name', (engine) => {
  const table = tableOn(engine);
  const stored = () => getOne(table(), summaryKey(sort));
  const maturity = async () =>
    (await readStates(table(), 'feature', featureState, ['sort'])).get('sort')?.maturity;

  it('is what its ledger folds to', async () => {
    await store(table(), [beta]);
    expect(await stored()).toMatchObject({
      entries: 1,
      state: { feature: 'sort', registered: true, team: 'search', maturity: 'beta' },
      announced: { maturity: 'beta' },
    });
  });

  it('is not overwritten by a slow writer that saw fewer events', async () => {
    await appendAll(table(), [beta]);
    const slow = await readLedger(table(), sort);
    await store(table(), [ga]);
    const newer = await stored();
    const written = await writeSummary(table(), sort, fold(sort, slow.facts), slow.entries);
    expect(written).toEqual({ stands: false });
    expect(await stored()).toEqual(newer);
    expect(await maturity()).toBe('ga');
  });

  it('is written by whoever saw more events, also when somebody wrote since he read', async () => {
    await appendAll(table(), [beta]);
    const slow = await readLedger(table(), sort);
    await appendAll(table(), [ga]);
    const fast = await readLedger(table(), sort);
    await writeSummary(table(), sort, fold(sort, slow.facts), slow.entries);
    expect(await writeSummary(table(), sort, fold(sort, fast.facts), fast.entries)).toMatchObject({
      stands: true,
    });
    expect(await maturity()).toBe('ga');
  });

  it('stays as it is when it is written once more from as many events', async () => {
    await store(table(), [beta, ga]);
    const before = await stored();
    expect(await summarise(table(), sort)).toEqual({ stands: true, announced: 'ga' });
    expect({ ...(await stored()), revision: 0 }).toEqual({ ...before, revision: 0 });
  });

  it('no longer holds what its ledger no longer says', async () => {
    await store(table(), [registered('sort', '2024-01-01', { flag: 'new-sort', docsUrl: '/sort' })]);
    await store(table(), [registered('sort', '2024-02-01', { flag: null, docsUrl: null })]);
    expect(await stored()).not.toMatchObject({ state: { flag: expect.anything() } });
    expect(await stored()).not.toMatchObject({ state: { docsUrl: expect.anything() } });
  });

  it('is marked as announced while it stands, and not when a newer one does', async () => {
    await store(table(), [beta]);
    await store(table(), [ga]);
    await markAnnounced(table(), sort, { maturity: 'alpha' }, 1);
    expect(await stored()).toMatchObject({ announced: { maturity: 'beta' } });
    await markAnnounced(table(), sort, { maturity: 'ga' }, 2);
    expect(await stored()).toMatchObject({ announced: { maturity: 'ga' } });
  });

  it('keeps what was announced when it is written again', async () => {
    await store(table(), [beta, ga]);
    await markAnnounced(table(), sort, { maturity: 'ga' }, 2);
    await store(table(), [registered('sort', '2024-03-01', { maturity: 'eol' })]);
    expect(await stored()).toMatchObject({ announced: { maturity: 'ga' }, state: { maturity: 'eol' } });
  });

  it('tells of no other failure than of a lost race', async () => {
    await appendAll(table(), [beta]);
    const failing = jest.fn(() => {
      throw new Error('The network is down.');
    });
    const ledger = await readLedger(table(), sort);
    const write = () => writeSummary(table(), sort, fold(sort, ledger.facts), 1);
    await expect(callsDuring(table(), write, failing)).rejects.toThrow('The network is down.');
  });
});

describe.each(engines)('States on $name', (engine) => {
  const table = tableOn(engine);
  const teams = (ids: Iterable<string>) => readStates(table(), 'team', teamState, ids);
  const many = Array.from({ length: 230 }, (_none, at) => `team ${at}`);
  const tellOf = (ids: readonly string[]) =>
    store(
      table(),
      ids.map((id) => fact('TeamRegistered', '2024-01-01', { team: id, title: id })),
    );

  it('are read of those that have one, and the others are absent', async () => {
    await tellOf(['a', 'c#%']);
    await appendAll(table(), [fact('TeamRegistered', '2024-01-01', { team: 'b', title: 'b' })]);
    expect([...(await teams(['c#%', 'missing', 'a', 'b', 'a'])).keys()].sort()).toEqual(['a', 'c#%']);
    expect(await teams([])).toEqual(new Map());
  });

  it('are all read when they are more than a batch takes', async () => {
    await tellOf(many);
    expect([...(await teams(many)).keys()].sort()).toEqual([...many].sort());
  });

  it('are read of an entity under the id that was asked for, case and all', async () => {
    await tellOf(['Search', 'search']);
    expect((await teams(['Search'])).get('Search')?.title).toBe('Search');
    expect((await readLedger(table(), team('search'))).entries).toBe(1);
  });
});
