/** `npm run fuzz`: the long run. `npm run fuzz -- SEED` repeats one. Needs minutes; prints what it tried. */
import { eventOf, recordedPayload, recordedPayloads } from '../real-data/webhook-payloads.ts';
import type { Seed } from './bodies.ts';
import { fuzzBodies, fuzzSignatures } from './webhooks.ts';

const SIGNATURES = 1_000_000;
const BODIES = 100_000;

const seed = Number(process.argv[2] ?? Date.now() % 2 ** 32);
if (!Number.isInteger(seed)) throw new Error('the seed is a whole number');
console.log(`Seed ${seed}`);

const recorded: Seed[] = recordedPayloads().map((file) => ({
  source: file.split('/')[0] ?? '',
  headers: { 'x-github-event': eventOf(file) },
  payload: JSON.parse(recordedPayload(file).toString()),
}));

function timed(what: string, run: () => string): void {
  const started = performance.now();
  const result = run();
  console.log(`${what}: ${result} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

const inWords = (count: number) => count.toLocaleString('en');

timed('Signatures', () => `${inWords(fuzzSignatures(SIGNATURES, seed))} wrong ones, none taken`);
timed('Payloads', () => {
  const tally = Object.entries(fuzzBodies(BODIES, seed, recorded)).map(
    ([kind, count]) => `${inWords(count)} ${kind}`,
  );
  return `${inWords(BODIES)} read, none thrown at: ${tally.join(', ')}`;
});
