/** Facts that once gave two tables, by their order, or a wrong one. */
import { describe, expect, it } from '@jest/globals';
import { readStates } from '../../functions/catalog/store/states.ts';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { STARS } from '../../functions/kernel/ledger/parts.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import { entriesOf } from '../../functions/kernel/ledger/read.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { change, cut, type Entry, fact, registered, scheduled, started } from '../support/facts.ts';
import { openInMemory } from '../support/stores/store-on.ts';
import { chanceFrom } from './chance.ts';
import { calm } from './trial.ts';
import { deliver } from './world.ts';

const ORDERS = 25;

/** Tables after every rotation of the facts and some other orders, which must all be the same. */
async function tablesOf(facts: readonly Entry[]): Promise<WholeStore[]> {
  const chance = chanceFrom(facts.length);
  const rotated = facts.map((_fact, at) => [...facts.slice(at), ...facts.slice(0, at)]);
  const orders = [...rotated, ...rotated.map((order) => order.toReversed())];
  while (orders.length < ORDERS) orders.push(chance.shuffled(facts));
  const tables = [];
  for (const order of orders) {
    const table = openInMemory();
    for (const entry of order) await deliver([entry], { seed: 1, table, ...calm });
    tables.push(table);
  }
  const texts = await Promise.all(tables.map(async (table) => (await dump(table)).join('\n')));
  expect(new Set(texts).size).toBe(1);
  return tables;
}

/** The verdicts of releases by name, as `project verdict`. */
async function verdictsIn([table]: readonly WholeStore[], ...releases: readonly string[]) {
  if (table === undefined) throw new TypeError('There is no table.');
  const read = await Promise.all(releases.map((release) => readVerdicts(table, release)));
  return read.map((verdicts) => verdicts.map(({ project, verdict }) => `${project} ${verdict}`));
}

const train = [started('rank'), scheduled('1.0', '2024-03-01'), cut('1.0', '2024-03-01')];

describe('In any order', () => {
  it('a flag counts that is found through the present name of a renamed feature', async () => {
    const tables = await tablesOf([
      ...train,
      registered('sort', '2024-01-02', { flag: 'new-sort' }),
      fact('FeatureRenamed', '2024-01-03', { feature: 'sort', to: 'order' }),
      fact('FeatureFlagChanged', '2024-01-20', { flag: 'new-sort', enabledByDefault: true }),
      change('rank', '2024-02-01', { feature: 'order' }),
    ]);
    expect(await verdictsIn(tables, '1.0')).toEqual([['rank shipped-on']]);
  });

  it("a feature's own flag counts, too, where a change is behind another one", async () => {
    const tables = await tablesOf([
      ...train,
      registered('sort', '2024-01-02', { flag: 'new-sort' }),
      fact('FeatureFlagChanged', '2024-01-20', { flag: 'new-sort', enabledByDefault: true }),
      change('rank', '2024-02-01', { feature: 'sort', flag: 'quick-sort' }),
    ]);
    expect(await verdictsIn(tables, '1.0')).toEqual([['rank shipped-on']]);
  });

  it('a release that was renamed twice, both times by its first name, is judged under its last one alone', async () => {
    const tables = await tablesOf([
      ...train,
      fact('ReleaseRenamed', '2024-03-02', { release: '1.0', to: '2.0' }),
      fact('ReleaseRenamed', '2024-03-03', { release: '1.0', to: '3.0' }),
    ]);
    expect(await verdictsIn(tables, '1.0', '2.0', '3.0')).toEqual([[], [], ['rank shipped-nothing']]);
  });

  it('one id in the ledgers of two features, once one, is no reuse', async () => {
    const tables = await tablesOf([
      fact('FeatureRenamed', '2024-01-01', { feature: 'sort', to: 'order' }),
      fact('FactRecorded', '2024-01-05', { feature: 'sort', key: 'p95', value: 1 }, 'twice'),
      fact('FactRecorded', '2024-01-02', { feature: 'order', key: 'p95', value: 2 }, 'twice'),
      registered('sort', '2024-01-03'),
    ]);
    for (const table of tables) expect(await readQuarantine(table)).toEqual([]);
  });

  it('of two facts under one id the first to happen counts, and people are shown the other', async () => {
    const tables = await tablesOf([
      fact('FactRecorded', '2024-01-05', { feature: 'sort', key: 'p95', value: 1 }, 'twice'),
      fact('FactRecorded', '2024-01-02', { feature: 'sort', key: 'p95', value: 2 }, 'twice'),
      registered('sort', '2024-01-03'),
    ]);
    for (const table of tables) {
      expect((await readQuarantine(table)).map(({ reason }) => reason)).toEqual(['ID_REUSED']);
      const counted = await entriesOf(table, { kind: 'feature', id: 'sort' }, STARS);
      expect(counted.map((entry) => entry.fact.detail)).toMatchObject([{ value: 2 }]);
    }
  });

  it('releases that were cut in one instant hold the same work, and neither accuses anybody', async () => {
    const tables = await tablesOf([
      ...train,
      scheduled('1.1', '2024-03-01'),
      cut('1.1', '2024-03-01'),
      change('rank', '2024-02-01'),
    ]);
    expect(await verdictsIn(tables, '1.0', '1.1')).toEqual([['rank shipped-on'], ['rank shipped-on']]);
  });

  it('an exemption that was granted under the old name of a release is withdrawn under its new one', async () => {
    const tables = await tablesOf([
      ...train,
      fact('ExemptionGranted', '2024-01-05', {
        project: 'rank',
        release: '1.0',
        reason: 'x',
        approver: 'team:a',
      }),
      fact('ReleaseRenamed', '2024-02-01', { release: '1.0', to: '2.0' }),
      fact('ExemptionWithdrawn', '2024-02-10', { project: 'rank', release: '2.0' }),
    ]);
    expect(await verdictsIn(tables, '1.0', '2.0')).toEqual([[], ['rank shipped-nothing']]);
  });

  it('a name that is scheduled again after a rename is a new release, and the renamed one keeps its cut', async () => {
    const tables = await tablesOf([
      ...train,
      fact('ReleaseRenamed', '2024-03-02', { release: '1.0', to: '2.0' }),
      scheduled('1.0', '2024-04-01', {}, '2024-03-05'),
      cut('1.0', '2024-04-01'),
      change('rank', '2024-02-01'),
    ]);
    expect(await verdictsIn(tables, '1.0', '2.0')).toEqual([['rank shipped-nothing'], ['rank shipped-on']]);
  });

  it('a project whose start is displaced leaves its verdicts with it', async () => {
    const tables = await tablesOf([
      scheduled('1.0', '2024-03-01'),
      cut('1.0', '2024-03-01'),
      fact(
        'ProjectStarted',
        '2024-01-05',
        { project: 'rank', title: 'x', team: 'a', train: 'server' },
        'twice',
      ),
      fact(
        'ProjectStarted',
        '2024-01-02',
        { project: 'rank', title: 'x', team: 'a', train: 'client' },
        'twice',
      ),
    ]);
    expect(await verdictsIn(tables, '1.0')).toEqual([[]]);
  });

  it('a release whose schedule is displaced leaves its verdicts with it', async () => {
    const tables = await tablesOf([
      started('rank'),
      cut('1.0', '2024-03-01'),
      fact('ReleaseScheduled', '2024-01-05', { release: '1.0', train: 'server', kind: 'minor' }, 'twice'),
      fact('ReleaseCancelled', '2024-01-02', { release: '1.0' }, 'twice'),
    ]);
    expect(await verdictsIn(tables, '1.0')).toEqual([[]]);
  });

  it('two features that share a name in turn keep their own maturity', async () => {
    const [table] = await tablesOf([
      registered('sort', '2024-01-01', { maturity: 'ga' }),
      fact('FeatureRenamed', '2024-01-02', { feature: 'sort', to: 'order' }),
      registered('sort', '2024-01-03', { maturity: 'beta' }),
    ]);
    const states = table && (await readStates(table, 'feature', ['sort', 'order']));
    expect([states?.get('sort')?.maturity, states?.get('order')?.maturity]).toEqual(['beta', 'ga']);
  });
});
