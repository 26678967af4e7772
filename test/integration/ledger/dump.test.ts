import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../../../events/canonical-json.ts';
import { release } from '../../../events/contract.ts';
import { type Conclusion, writeConclusion } from '../../../functions/ledger/conclusion.ts';
import { dump } from '../../../functions/ledger/dump.ts';
import { verdictKey } from '../../../functions/ledger/keys.ts';
import { quarantine } from '../../../functions/ledger/quarantine.ts';
import { markTold } from '../../../functions/ledger/told.ts';
import { tableOn } from '../../support/databases.ts';
import { change, registered, scheduled, started } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const nothingYet: Conclusion = { revision: 0 };

describe.each(engines)('A dump on $name', (engine) => {
  const table = tableOn(engine);

  it('is lines of canonical JSON, sorted', async () => {
    await store(table(), [started('rank'), change('rank', '2024-01-10'), registered('ä#', '2024-01-01')]);
    const lines = await dump(table());
    expect(lines).toHaveLength(5);
    expect(lines).toEqual(lines.map((line) => canonicalJson(JSON.parse(line))));
    expect(lines).toEqual([...lines].sort());
  });

  it('leaves out when facts arrived', async () => {
    await store(table(), [scheduled('1.0', '2024-01-31')], '2024-08-13T00:00:00.000Z');
    await quarantine(table(), { refusal: 'BAD_ID', message: 'm', digest: 'd', excerpt: 'e' }, '2024-08-14');
    const lines = await dump(table());
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).not.toMatch(/arrivedAt|2024-08-1/);
  });

  it('leaves out what was told to whom', async () => {
    await markTold(table(), release('1.0'), 'WARNED#x', '2024-08-13T00:00:00.000Z');
    expect(await dump(table())).toEqual([]);
  });

  it('leaves out how often a conclusion was made again, and one that no longer holds', async () => {
    const first = await writeConclusion(table(), verdictKey('1.0', 'a'), nothingYet, { word: 'on' });
    if (first === 'raced') throw new TypeError('Nobody else writes here.');
    await writeConclusion(table(), verdictKey('1.0', 'a'), first, { word: 'off' });
    const gone = await writeConclusion(table(), verdictKey('1.0', 'b'), nothingYet, { word: 'on' });
    if (gone === 'raced') throw new TypeError('Nobody else writes here.');
    await writeConclusion(table(), verdictKey('1.0', 'b'), gone, undefined);
    expect(await dump(table())).toEqual(['{"content":{"word":"off"},"pk":"RELEASE#1.0","sk":"VERDICT#a"}']);
  });
});
