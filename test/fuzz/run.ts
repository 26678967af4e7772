/** `npm run fuzz`: the long run. `npm run fuzz -- SEED` repeats one. Needs minutes; prints what it tried. */

import { eventOf, recordedPayload, recordedPayloads } from '../real-data/webhook-payloads.ts';
import { newTable } from '../support/calls.ts';
import type { Seed } from './bodies.ts';
import { fuzzDeliveries } from './deliveries.ts';
import { fuzzBodies, fuzzSignatures } from './webhooks.ts';

const SIGNATURES = 1_000_000;
const BODIES = 100_000;
const DELIVERIES = 100_000;

const seed = Number(process.argv[2] ?? Date.now() % 2 ** 32);
if (!Number.isInteger(seed)) throw new Error('the seed is a whole number');
console.log(`Seed ${seed}`);

const recorded: Seed[] = recordedPayloads().map((file) => ({
  source: file.split('/')[0] ?? '',
  headers: { 'x-github-event': eventOf(file) },
  payload: JSON.parse(recordedPayload(file).toString()),
}));

async function timed(what: string, run: () => string | Promise<string>): Promise<void> {
  const started = performance.now();
  const result = await run();
  console.log(`${what}: ${result} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

const inWords = (count: number) => count.toLocaleString('en');

const tallied = (tally: Readonly<Record<string, number>>) =>
  Object.entries(tally)
    .map(([kind, count]) => `${inWords(count)} ${kind}`)
    .join(', ');

await timed('Signatures', () => `${inWords(fuzzSignatures(SIGNATURES, seed))} wrong ones, none taken`);
await timed('Payloads', () => {
  const tally = fuzzBodies(BODIES, seed, recorded);
  return `${inWords(BODIES)} read, none thrown at: ${tallied(tally)}`;
});

/** How long each may take, with the database that is in the same process. */
const GOAL_MS = 50;

await timed('Deliveries', async () => {
  const { tally, took, lines } = await fuzzDeliveries(newTable(), DELIVERIES, seed, recorded);
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  const slow = sorted.filter((each) => each > GOAL_MS).length;
  const times = `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}, ${inWords(slow)} over ${GOAL_MS} ms`;
  return `${inWords(DELIVERIES)} answered, none with 5xx: ${tallied(tally)}; ${times}; ${inWords(lines)} log lines, all JSON`;
});
