import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/ledger/dump.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { openInMemory } from '../support/stores/store-on.ts';
import { chanceFrom } from './chance.ts';
import type { Crash } from './gate.ts';
import { modelOf } from './model.ts';
import { isNews } from './told.ts';
import { calm } from './trial.ts';
import { deliver, type Entry } from './world.ts';

/**
 * Short, and each fact comes late: a rename, a flag that turns on, a release that moves to another train, an exemption
 * and its end, two contents of one id, a star, and what nobody understands.
 */
const story: readonly Entry[] = [
  started('rank', '2024-01-01', { features: ['sort'] }),
  scheduled('1.0', '2024-01-31'),
  cut('1.0', '2024-01-31'),
  registered('sort', '2024-01-02', { flag: 'new-sort' }),
  fact('FeatureRenamed', '2024-01-20', { feature: 'sort', to: 'order' }),
  fact('FeatureFlagChanged', '2024-01-25', { flag: 'new-sort', enabledByDefault: true }, 'twice'),
  fact('FeatureFlagChanged', '2024-01-24', { flag: 'new-sort', enabledByDefault: false }, 'twice'),
  fact('ExemptionGranted', '2024-01-05', {
    project: 'rank',
    release: '1.0',
    reason: 'x',
    approver: 'team:a',
  }),
  fact('ReleaseRenamed', '2024-02-01', { release: '1.0', to: '2.0' }),
  fact('ExemptionWithdrawn', '2024-02-02', { project: 'rank', release: '2.0' }),
  change('rank', '2024-01-11', { feature: 'order' }),
  scheduled('2.0', '2024-01-31', { train: 'extension' }, '2024-02-05'),
  started('rank', '2024-01-01', { train: 'extension' }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [
      { category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'There are some.' },
    ],
  }),
  fact('StarGranted', '2024-01-21', { feature: 'sort', category: 'docs', side: 'team', rubricVersion: '1' }),
  registered('order', '2024-02-01', { maturity: 'ga' }),
  { source: 'shipshape', 'detail-type': 'ChangeMergd', detail: { version: 1 } },
];

interface Told {
  readonly text: string;
  readonly calls: number;
  /** By id. */
  readonly news: Readonly<Record<string, unknown>>;
}

/** Tells the story fact by fact, each until all is quiet. @param plan by the number of a call in the whole of it */
async function told(plan: readonly Crash[]): Promise<Told> {
  const table = openInMemory();
  const announced: Entry[] = [];
  let calls = 0;
  for (const entry of story) {
    const faults = { plan: plan.map((crash) => ({ ...crash, call: crash.call - calls })) };
    const ran = await deliver([entry], { seed: 1, table, ...calm, faults });
    calls += ran.calls;
    announced.push(...ran.announced);
  }
  const text = (await dump(table)).join('\n');
  table.close();
  const news = announced.filter(isNews).map((entry) => [String(entry.detail.id), entry] as const);
  return { text, calls, news: Object.fromEntries(news) };
}

const sides = ['before', 'after'] as const;

describe('A crash', () => {
  it('at any call, before or after it took effect, changes neither the table nor what people are told', async () => {
    const { calls, ...golden } = await told([]);
    expect(golden.text).toBe((await modelOf(story)).lines.join('\n'));
    expect(Object.keys(golden.news).length).toBeGreaterThan(5);
    for (let call = 0; call < calls; call += 1)
      for (const side of sides) {
        const { calls: _calls, ...after } = await told([{ call, side }]);
        expect({ call, side, ...after }).toEqual({ call, side, ...golden });
      }
  });

  it('changes nothing when another follows, or when the process survives it', async () => {
    const { calls, ...golden } = await told([]);
    const chance = chanceFrom(7);
    for (let pair = 0; pair < 150; pair += 1) {
      const call = chance.below(calls);
      const plan = [call, call + 1 + chance.below(40)].map((each) => ({
        call: each,
        side: chance.of(sides),
        isSurvived: chance.hits(0.3),
      }));
      const { calls: _calls, ...after } = await told(plan);
      expect({ plan, ...after }).toEqual({ plan, ...golden });
    }
  });
});
