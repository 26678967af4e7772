import { describe, expect, it } from '@jest/globals';
import { feature, project, team } from '../../../events/contract.ts';
import { MAX_DETAIL_BYTES } from '../../../events/limits.ts';
import { readLedger } from '../../../functions/catalog/store/ledger.ts';
import { readMembers } from '../../../functions/catalog/store/trains.ts';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { namesMentioned } from '../../../functions/kernel/ledger/read.ts';
import { tableOn } from '../../support/databases.ts';
import { accepted, change, fact, started } from '../../support/facts.ts';
import { appendAll } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const odd = ['a', 'A', 'a#', '#a', 'a#b', 'a%23b', 'a%2523b', 'a%', '%', '#', 'ä', '😀', 'a b', '../a'];
const longest = ['x', '#', '%', '界', '😀'].map((each) => each.repeat(256 / each.length));
const ids = [...odd, ...longest, `${'x'.repeat(255)}y`];

describe.each(engines)('A whole ledger on $name', (engine) => {
  const table = tableOn(engine);

  it('holds an event once, however often it is appended', async () => {
    const entry = change('rank', '2024-01-10');
    for (const at of ['2024-01-11', '2024-01-12']) await appendAll(table(), [entry], at);
    await appendAll(table(), [entry, entry, entry]);
    expect((await readLedger(table(), project('rank'))).facts).toEqual([accepted(entry).fact]);
  });

  it('holds one id with two contents, and counts the one that happened first', async () => {
    const early = change('rank', '2024-01-10', { title: 'Early' }, 'same');
    const late = change('rank', '2024-01-11', { title: 'Late' }, 'same');
    await appendAll(table(), [late]);
    await appendAll(table(), [early]);
    expect((await readLedger(table(), project('rank'))).facts).toEqual([accepted(early).fact]);
    expect((await dump(table())).filter((line) => line.includes('Late'))).toHaveLength(1);
  });

  it('is one of its own for every id, whatever characters the id holds', async () => {
    await appendAll(
      table(),
      ids.map((id) => change(id, '2024-01-10', { title: 'Only' }, `of ${ids.indexOf(id)}`)),
    );
    for (const [at, id] of ids.entries()) {
      const { facts } = await readLedger(table(), project(id));
      expect(facts.map(({ detail }) => detail.id)).toEqual([`of ${at}`]);
    }
  });

  it('holds every event of its own, whatever characters their ids hold', async () => {
    await appendAll(
      table(),
      ids.map((id) => change('rank', '2024-01-10', {}, id)),
    );
    const { facts } = await readLedger(table(), project('rank'));
    expect(facts.map(({ detail }) => detail.id).sort()).toEqual([...ids].sort());
  });

  it('does not mix up an id and an event id that read the same with a separator between them', async () => {
    await appendAll(table(), [
      change('a', '2024-01-10', {}, 'b#c'),
      change('a', '2024-01-10', {}, 'b'),
      change('a#b', '2024-01-10', {}, 'c'),
    ]);
    expect((await readLedger(table(), project('a'))).facts).toHaveLength(2);
    expect((await readLedger(table(), project('a#b'))).facts).toHaveLength(1);
  });

  it('is read whole when it has more pages than one', async () => {
    const url = `https://example.com/${'x'.repeat(2000)}`;
    const many = Array.from({ length: 600 }, () => change('rank', '2024-01-10', { url }));
    await appendAll(table(), many);
    expect((await readLedger(table(), project('rank'))).facts).toHaveLength(600);
    expect(await dump(table())).toHaveLength(600);
  });

  it('takes in the largest event there may be', async () => {
    const entry = fact('TeamRegistered', '2024-01-10', { team: 'search', title: 'Search' });
    const room = MAX_DETAIL_BYTES - Buffer.byteLength(accepted(entry).body) - '"more":"",'.length;
    const largest = { ...entry, detail: { ...entry.detail, more: 'x'.repeat(room) } };
    expect(Buffer.byteLength(accepted(largest).body)).toBe(MAX_DETAIL_BYTES);
    await appendAll(table(), [largest]);
    expect((await readLedger(table(), team('search'))).facts).toHaveLength(1);
  });

  it('takes in the largest event when its ids are the longest, in every ledger it belongs to', async () => {
    const [id = ''] = longest;
    const entry = started(id, '2024-01-10', { team: id, train: id, features: longest });
    const room = MAX_DETAIL_BYTES - Buffer.byteLength(accepted(entry).body) - '"more":"",'.length;
    await appendAll(table(), [{ ...entry, detail: { ...entry.detail, more: 'x'.repeat(room) } }]);
    expect((await readLedger(table(), project(id))).facts).toHaveLength(1);
    for (const each of longest)
      expect(await namesMentioned(table(), feature(each), ['WORKED'])).toMatchObject([{ names: [id] }]);
    expect(await readMembers(table(), id)).toEqual([{ project: id, team: id }]);
  });
});
