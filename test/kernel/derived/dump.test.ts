import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../events/canonical-json.ts';
import { release } from '../../../events/contract.ts';
import { markNotified } from '../../../functions/kernel/bus/publish.ts';
import { derive } from '../../../functions/kernel/derived/derive.ts';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { quarantine } from '../../../functions/kernel/ledger/quarantine.ts';
import { verdictKey } from '../../../functions/kernel/store/keys.ts';
import { all } from '../../../functions/kernel/store/store.ts';
import { tableOn } from '../../support/databases.ts';
import { change, registered, scheduled, started } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

describe.each(engines)('A dump on $name', (engine) => {
  const table = tableOn(engine);

  it('is lines of canonical JSON, sorted: facts, mentioned names and derived values', async () => {
    await store(table(), [started('rank'), change('rank', '2024-01-10'), registered('ä#', '2024-01-01')]);
    const lines = await dump(table());
    expect(lines).toEqual(lines.map((line) => canonicalJson(JSON.parse(line))));
    expect(lines).toEqual([...lines].sort());
    const keys = lines.map((line): unknown => JSON.parse(line).sk).map((sk) => String(sk).split('#')[0]);
    // The project is on a train, and a member of that; it, the feature and the train have snapshots.
    expect(keys.sort()).toEqual([
      ...Array(3).fill('EVENT'),
      ...Array(2).fill('MENTION'),
      ...Array(3).fill('SUMMARY'),
    ]);
  });

  it('leaves out when facts arrived', async () => {
    await store(table(), [scheduled('1.0', '2024-01-31')], '2024-08-13T00:00:00.000Z');
    await quarantine(table(), { refusal: 'BAD_ID', message: 'm', digest: 'd', excerpt: 'e' }, '2024-08-14');
    const lines = await dump(table());
    expect(lines.join('\n')).toMatch(/SUMMARY/);
    expect(lines.join('\n')).not.toMatch(/arrivedAt|2024-08-1/);
  });

  it('leaves out what was told to whom', async () => {
    await markNotified(table(), release('1.0'), 'WARNED#x', '2024-08-13T00:00:00.000Z');
    expect(await dump(table())).toEqual([]);
  });

  it('leaves out how a derived value came about, who read what, what failed, and what is gone', async () => {
    const deriving = (value: object | undefined, name: string) =>
      derive(
        {
          store: table(),
          announce: async () => {},
          ask: async () => {},
          now: '2024-08-13T00:00:00.000Z',
          failed: () => {},
          dropped: () => {},
        },
        [
          {
            key: verdictKey('1.0', name),
            async compute(reader) {
              await reader.value(verdictKey('1.0', 'another'));
              if (name === 'failing') throw new Error('a mistake');
              return { value, attributes: { link: 'DUE#2024-05', linkKey: '2024-05-01T00:00:00.000Z' } };
            },
          },
        ],
      );
    for (const word of ['on', 'off']) await deriving({ word }, 'a');
    for (const value of [{ word: 'on' }, undefined]) await deriving(value, 'b');
    await deriving({}, 'failing');
    expect(await dump(table())).toEqual(['{"pk":"RELEASE#1.0","sk":"VERDICT#a","value":{"word":"off"}}']);
  });

  it('leaves out what an earlier version stored of what a value read', async () => {
    const value = {
      ...verdictKey('1.0', 'a'),
      value: { word: 'on' },
      revision: 1,
      isAsked: true,
      reads: 'digest',
    };
    await table().put(value, 'ifAbsent');
    expect(await dump(table())).toEqual(['{"pk":"RELEASE#1.0","sk":"VERDICT#a","value":{"word":"on"}}']);
  });

  it('leaves out which of several contents came first under an id', async () => {
    const contents = ['2024-01-10', '2024-01-11'].map((day) => change('rank', day, {}, 'same'));
    await store(table(), contents);
    const before = await dump(table());
    for (const [at, item] of (await all(table().scan())).entries())
      if (item.sk.startsWith('ID#')) await table().put({ ...item, at });
    expect(await dump(table())).toEqual(before);
  });
});
