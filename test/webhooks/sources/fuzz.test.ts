import { expect, test } from '@jest/globals';
import { fuzzBodies, fuzzSignatures } from '../../fuzz/webhooks.ts';

/** Always the same here; `npm run fuzz` takes another one each time, and runs for long. */
const seed = 20_240_326;

test('no signature that is a little wrong is taken', () => {
  expect(fuzzSignatures(50_000, seed)).toBe(50_000);
});

test('no payload is too strange to be read', () => {
  const tally = fuzzBodies(5_000, seed);
  expect(Object.values(tally).reduce((sum, count) => sum + count)).toBe(5_000);
  // What is refused at once tries nothing: a part must come as far as its events.
  expect(tally.events).toBeGreaterThan(500);
  expect(tally.refused).toBeGreaterThan(500);
});
