import { describe, expect, it } from '@jest/globals';
import { digestHeadlines } from '../../functions/digests/store/digests.ts';
import { newTable, watching } from '../support/calls.ts';
import { digestsOn } from '../support/digests.ts';
import { fact, registered } from '../support/facts.ts';
import { store } from '../support/store.ts';
import { CrashError, crashAt, type PlannedCrash } from '../support/stores/faulty.ts';

const NOW = '2024-04-01T07:00:00.000Z';
const monthly = { schedule: 'monthly' };
const entries = [
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', org: 'code' }),
  registered('ranking', '2024-01-05'),
];

describe('A crash while digests are made', () => {
  it('at any call leaves one digest each, and each is announced under one id', async () => {
    const run = async (crash?: PlannedCrash) => {
      const own = newTable();
      await store(own, entries);
      const digests = digestsOn(own);
      const gate = crashAt(crash);
      await watching(own, gate, () => digests.fire(monthly, NOW)).catch((error: unknown) => {
        if (!(error instanceof CrashError)) throw error;
      });
      await digests.fire(monthly, NOW);
      const periods = await Promise.all(
        ['team:search', 'org:code', 'all'].map((audience) => digestHeadlines(own, audience, 'month')),
      );
      expect(periods.map((all) => all.length)).toEqual([1, 1, 1]);
      expect(new Set(digests.ready.map(({ id }) => id)).size).toBe(3);
      // A crash between the announcement and its mark tells it again, and whoever listens knows it by its id.
      expect(digests.ready.length).toBeLessThanOrEqual(4);
      return gate.begun();
    };
    const calls = await run();
    expect(calls).toBeGreaterThan(25);
    for (let call = 0; call < calls; call += 1)
      for (const side of ['before', 'after'] as const) await run({ call, side });
  }, 240_000);
});
