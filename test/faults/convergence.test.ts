import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dump } from '../../functions/ledger/dump.ts';
import { documents } from '../../functions/runtime/table.ts';
import { createTable, startDatabase } from '../support/database.ts';
import { chanceFrom } from './chance.ts';
import { story } from './story.ts';
import { deliver, type Entry, type Run, wire } from './world.ts';

/** Random orders that this suite tries; a longer campaign sets more. */
const ORDERS = Number(process.env.SHIPSHAPE_ORDERS ?? 300);

let database: Awaited<ReturnType<typeof startDatabase>>;
let tables = 0;

beforeAll(async () => {
  database = await startDatabase();
  wire(database.endpoint);
});
afterAll(() => database.stop());

const calm = { faults: { probability: 0, most: 0 }, workers: 1, again: 0 };
const stormy = { faults: { probability: 0.04, most: 12 }, workers: 4, again: 0.05 };

async function tableAfter(entries: readonly Entry[], run: Omit<Run, 'table'>, crash?: Parameters<typeof deliver>[2]) {
  tables += 1;
  const name = `faults-${tables}`;
  await createTable(documents(), name);
  const ran = await deliver(entries, { ...run, table: name }, crash);
  return { ...ran, text: (await dump({ documents: documents(), name })).join('\n') };
}

describe('The table', () => {
  it(`is the same, byte for byte, after ${ORDERS} random orders with copies, concurrent workers and crashes`, async () => {
    const golden = await tableAfter(story, { seed: 0, ...calm });
    const anyRun = fc.record({ seed: fc.integer(), most: fc.integer({ min: 1, max: 5 }) });
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ seed, most }) => {
        const chance = chanceFrom(seed);
        const copies = story.flatMap((entry) => Array.from({ length: 1 + chance.below(most) }, () => entry));
        const { text, calls } = await tableAfter(chance.shuffled(copies), { seed, ...stormy });
        process.stderr.write(`calls ${calls} of ${copies.length}\n`);
        expect(text).toBe(golden.text);
      }),
      { numRuns: ORDERS, endOnFailure: true, examples: [[{ seed: 337260153, most: 2 }], [{ seed: -390439754, most: 1 }]] },
    );
  }, 3_600_000);
});
