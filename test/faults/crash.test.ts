import { describe, expect, it } from '@jest/globals';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { calm, everyCrash, tableAfter } from './tables.ts';
import type { Entry } from './world.ts';

/** Short, and with a rename, a flag, a conflict, a refusal, a release that is cut, and late facts. */
const story: readonly Entry[] = [
  started('rank', '2024-01-01', { features: ['sort'] }),
  scheduled('1.0', '2024-01-31'),
  cut('1.0', '2024-01-31'),
  registered('sort', '2024-01-02', { flag: 'new-sort' }),
  fact('FeatureRenamed', '2024-01-20', { feature: 'sort', to: 'order' }),
  change('rank', '2024-01-10', { feature: 'order' }),
  change('rank', '2024-01-11', {}, 'twice'),
  change('rank', '2024-01-12', {}, 'twice'),
  fact('FeatureFlagChanged', '2024-01-25', { flag: 'new-sort', enabledByDefault: true }),
  { source: 'shipshape', 'detail-type': 'ChangeMergd', detail: { version: 1 } },
];

describe('A crash', () => {
  it('at any call, before or after it took effect, leaves the same table when all is redelivered', async () => {
    const golden = await tableAfter(story, { seed: 1, ...calm });
    const crashes = everyCrash(golden.calls);
    expect(crashes.length).toBeGreaterThan(150);
    for (const crash of crashes) {
      const { text } = await tableAfter(story, { seed: 1, ...calm }, crash);
      if (text !== golden.text) expect({ ...crash, text }).toEqual({ ...crash, text: golden.text });
    }
  }, 120_000);
});
