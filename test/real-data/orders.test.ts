/** Recorded orders of facts that once came to two tables, or to a wrong one. */
import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { readVerdicts } from '../../functions/verdicts/store/verdicts.ts';
import { calm } from '../faults/trial.ts';
import { deliver } from '../faults/world.ts';
import type { Entry } from '../support/facts.ts';
import { openInMemory } from '../support/stores/store-on.ts';
import { ordersAvailable, ordersOf } from './shared-data.ts';

const isThere = ordersAvailable();
if (!isThere) process.stderr.write('Recorded orders are skipped: the shared data is not here.\n');
const whereData = isThere ? describe : describe.skip;

async function told(order: readonly Entry[]): Promise<WholeStore> {
  const table = openInMemory();
  for (const entry of order) await deliver([entry], { seed: 1, table, ...calm });
  return table;
}

const RELEASES = ['r1', 'r2', 'r3', 'a', 'b'];

/** What a table concludes: verdicts by release, and what is in quarantine. */
async function conclusionsOf(table: WholeStore): Promise<Record<string, string[]>> {
  const verdicts = await Promise.all(RELEASES.map((release) => readVerdicts(table, release)));
  const quarantined = await readQuarantine(table);
  const all: [string, string[]][] = [
    ...verdicts.flat().map(({ release, verdict }): [string, string[]] => [release, [verdict]]),
    ...quarantined.map(({ reason }): [string, string[]] => ['quarantine', [reason]]),
  ];
  return Object.fromEntries(all);
}

whereData('Recorded orders', () => {
  it.each([
    ['c1-flag-of-renamed-feature', { r1: ['shipped-on'] }],
    ['c2-change-with-flag-and-feature', { r1: ['shipped-on'] }],
    ['c4-release-renamed-twice', { r3: ['shipped-nothing'] }],
    // The id stands once in the ledger of each of two names: it is no reuse, in either order.
    ['c6-id-reused-quarantine', {}],
    ['same-instant', { a: ['shipped-on'], b: ['shipped-on'] }],
    ['exemption-renamed', { r2: ['shipped-nothing'] }],
  ])('%s comes to one table, and to what is right', async (name, conclusions) => {
    const orders = ordersOf(name);
    const both = orders.length > 1 ? orders : [...orders, ...orders.map((order) => order.toReversed())];
    const tables = await Promise.all(both.map(told));
    const texts = await Promise.all(tables.map(async (table) => (await dump(table)).join('\n')));
    expect(new Set(texts).size).toBe(1);
    for (const table of tables) expect(await conclusionsOf(table)).toEqual(conclusions);
  });
});
