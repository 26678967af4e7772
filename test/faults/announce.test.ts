import { describe, expect, it } from '@jest/globals';
import { cut, type Entry, registered, scheduled, started } from '../support/facts.ts';
import { openInMemory } from '../support/stores/store-on.ts';
import type { Crash } from './gate.ts';
import { calm } from './trial.ts';
import { deliver } from './world.ts';

/** Delivers a story one by one. @returns the ids of one type that the last fact brings. @param plan of crashes then */
async function toldOf(type: string, story: readonly Entry[], plan: readonly Crash[] = []) {
  const run = { seed: 7, table: openInMemory(), ...calm };
  for (const entry of story.slice(0, -1)) await deliver([entry], run);
  const { announced, calls } = await deliver(story.slice(-1), { ...run, faults: { plan } });
  run.table.close();
  const ids = announced.filter((entry) => entry['detail-type'] === type).map(({ detail }) => detail.id);
  return { ids: new Set(ids), calls };
}

const flagging = [
  started('rank'),
  started('index'),
  scheduled('1.0', '2024-01-31'),
  cut('1.0', '2024-01-31'),
];
const maturing = [registered('sort', '2024-01-01'), registered('sort', '2024-02-01', { maturity: 'ga' })];

describe('An announcement', () => {
  it.each([
    ['ProjectFlagged', 2, flagging],
    ['MaturityChanged', 1, maturing],
  ])('%s is made whatever call crashes, and with the same id each time', async (type, count, story) => {
    const golden = await toldOf(type, story);
    expect(golden.ids.size).toBe(count);
    for (let call = 0; call < golden.calls; call += 1)
      for (const side of ['before', 'after'] as const) {
        const { ids } = await toldOf(type, story, [{ call, side }]);
        expect({ call, side, ids }).toEqual({ call, side, ids: golden.ids });
      }
  });

  it('is not made again when all comes once more', async () => {
    const again = await toldOf('ProjectFlagged', [...flagging, ...flagging.slice(-1)]);
    expect(again.ids.size).toBe(0);
  });
});
