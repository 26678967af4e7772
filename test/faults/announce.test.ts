import { describe, expect, it } from '@jest/globals';
import { cut, registered, scheduled, started } from '../support/facts.ts';
import { newTable } from '../support/new-table.ts';
import { type Crash, calm, everyCrash } from './tables.ts';
import { deliver, type Entry, type Ran } from './world.ts';

const run = { seed: 7, ...calm };

/** Tells a story one by one, since what is announced on the way depends on the order. @param crash while the last is told */
async function told(story: readonly Entry[], crash?: Crash): Promise<Ran> {
  const table = newTable();
  for (const entry of story.slice(0, -1)) await deliver([entry], { ...run, table });
  return deliver(story.slice(-1), { ...run, table }, crash);
}

const idsOf = (type: string, { announced }: Ran) =>
  new Set(announced.filter((entry) => entry['detail-type'] === type).map(({ detail }) => detail.id));

describe('An announcement', () => {
  it.each([
    [
      'ProjectFlagged',
      2,
      [started('rank'), started('index'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31')],
    ],
    [
      'MaturityChanged',
      1,
      [registered('sort', '2024-01-01'), registered('sort', '2024-02-01', { maturity: 'ga' })],
    ],
  ])('%s is made whatever call crashes, and with the same id each time', async (type, count, story) => {
    const golden = await told(story);
    const ids = idsOf(type, golden);
    expect(ids.size).toBe(count);
    for (const crash of everyCrash(golden.calls)) {
      expect({ ...crash, ids: idsOf(type, await told(story, crash)) }).toEqual({ ...crash, ids });
    }
  });

  it('is made again for nobody when all comes once more', async () => {
    const story = [started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31')];
    const { announced } = await told([...story, ...story.slice(-1)]);
    expect(announced.filter((entry) => entry['detail-type'] === 'ProjectFlagged')).toEqual([]);
  });
});
