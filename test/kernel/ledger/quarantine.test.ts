import { describe, expect, it } from '@jest/globals';
import { release } from '../../../events/contract.ts';
import { markNotified, wasNotified } from '../../../functions/kernel/bus/publish.ts';
import { quarantine, readQuarantine } from '../../../functions/kernel/ledger/quarantine.ts';
import { tableOn } from '../../support/databases.ts';
import { engines } from '../../support/stores/engines.ts';

describe.each(engines)('Quarantine on $name', (engine) => {
  const table = tableOn(engine);
  const refused = { refusal: 'BAD_TIME', message: 'is no moment', digest: 'd1', excerpt: '{}' } as const;

  it('keeps the same content once, as it first came', async () => {
    for (const at of ['first', 'second', 'third']) await quarantine(table(), refused, at);
    expect(await readQuarantine(table())).toEqual([
      expect.objectContaining({
        reason: 'BAD_TIME',
        message: 'is no moment',
        digest: 'd1',
        arrivedAt: 'first',
      }),
    ]);
  });

  it('keeps different contents, and shows each with its reason', async () => {
    await quarantine(table(), refused, 'now');
    await quarantine(table(), { ...refused, digest: 'd2' }, 'now');
    await quarantine(table(), { ...refused, refusal: 'TOO_DEEP' }, 'now');
    const kept = await readQuarantine(table());
    expect(kept.map(({ reason, digest }) => `${reason} ${digest}`).sort()).toEqual([
      'BAD_TIME d1',
      'BAD_TIME d2',
      'TOO_DEEP d1',
    ]);
  });
});

describe.each(engines)('What was told on $name', (engine) => {
  const table = tableOn(engine);

  it('is known from when it is marked, of that and nothing else', async () => {
    expect(await wasNotified(table(), release('1.0'), 'WARNED#x')).toBe(false);
    for (const at of ['first', 'second']) await markNotified(table(), release('1.0'), 'WARNED#x', at);
    expect(await wasNotified(table(), release('1.0'), 'WARNED#x')).toBe(true);
    expect(await wasNotified(table(), release('1.0'), 'WARNED#y')).toBe(false);
    expect(await wasNotified(table(), release('1.1'), 'WARNED#x')).toBe(false);
  });
});
