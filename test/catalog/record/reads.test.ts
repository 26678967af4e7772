/** What recording reads: what an instance knows to be there for good, it does not read again. */
import { beforeEach, expect, it } from '@jest/globals';
import { project } from '../../../events/contract.ts';
import { readStates } from '../../../functions/catalog/store/states.ts';
import { namesMentioned } from '../../../functions/kernel/ledger/read.ts';
import { change, started } from '../../support/facts.ts';
import { store as record } from '../../support/store.ts';
import { type CountingStore, counting } from '../../support/stores/counting.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

let table: CountingStore;
beforeEach(() => {
  table = counting(openInMemory());
});

/** Items that were asked for by their keys since the last time. */
const gets = () => table.take().get('get')?.calls ?? 0;

it('looks for the snapshot of a project with its first change, and makes one where there is none', async () => {
  await record(table, [change('rank', '2024-01-02')]);
  expect((await readStates(table, 'project', ['rank'])).size).toBe(1);
  await record(table, [change('rank', '2024-01-03')]);
  gets();
  await record(table, [change('rank', '2024-01-04')]);
  expect(gets()).toBe(0);
});

it('looks for what a ledger mentions once, unless a fact is earlier', async () => {
  const behind = (day: string) => change('rank', day, { flag: 'dark' });
  const since = async () =>
    (await namesMentioned(table, project('rank'), ['BEHIND'])).map((each) => each.since);
  await record(table, [started('rank'), behind('2024-01-03')]);
  await record(table, [behind('2024-01-04')]);
  gets();
  await record(table, [behind('2024-01-05')]);
  expect(gets()).toBe(0);
  await record(table, [behind('2024-01-02')]);
  expect(await since()).toEqual(['2024-01-02T00:00:00.000Z']);
});
