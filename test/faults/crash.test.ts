import { describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { change, cut, type Entry, fact, registered, scheduled, started } from '../support/facts.ts';
import { openInMemory } from '../support/stores/store-on.ts';
import { isNews } from './announced.ts';
import { chanceFrom } from './chance.ts';
import type { Crash } from './gate.ts';
import { modelOf } from './model.ts';
import { calm } from './trial.ts';
import { deliver } from './world.ts';

/**
 * Short, and each fact comes late: a rename, a flag that turns on, a release that moves to another train, an exemption
 * and its end, two contents of one id, a star, and an unknown event.
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

/** Tells facts one by one, each until all is quiet. @param plan by the number of a call in all of it */
async function tell(table: WholeStore, facts: readonly Entry[], plan: readonly Crash[] = []): Promise<Told> {
  const announced: Entry[] = [];
  let calls = 0;
  for (const entry of facts) {
    const faults = { plan: plan.map((crash) => ({ ...crash, call: crash.call - calls })) };
    const ran = await deliver([entry], { seed: 1, table, ...calm, faults });
    calls += ran.calls;
    announced.push(...ran.announced);
  }
  const text = (await dump(table)).join('\n');
  const news = announced.filter(isNews).map((entry) => [String(entry.detail.id), entry] as const);
  return { text, calls, news: Object.fromEntries(news) };
}

/** Does something with a table, which then is again as it was. */
async function tried<Result>({ connection }: SqliteStore, work: () => Promise<Result>): Promise<Result> {
  connection.exec('SAVEPOINT before');
  try {
    return await work();
  } finally {
    connection.exec('ROLLBACK TO before; RELEASE before');
  }
}

const sides = ['before', 'after'] as const;

describe('A crash', () => {
  it.each(story.map((entry, at) => [at + 1, entry['detail-type'], story.slice(0, at), entry] as const))(
    'at any call for fact %i, %s, before or after it took effect, changes neither the table nor what people are told',
    async (_at, _type, before, entry) => {
      const table = openInMemory();
      await tell(table, before);
      const { calls, ...golden } = await tried(table, () => tell(table, [entry]));
      expect(golden.text).toBe((await modelOf([...before, entry])).lines.join('\n'));
      for (let call = 0; call < calls; call += 1)
        for (const side of sides) {
          const crash = { call, side };
          const { calls: _calls, ...after } = await tried(table, () => tell(table, [entry], [crash]));
          expect({ crash, ...after }).toEqual({ crash, ...golden });
        }
    },
  );

  it('changes nothing when another follows, or when the process survives it', async () => {
    const table = openInMemory();
    const { calls, ...golden } = await tried(table, () => tell(table, story));
    expect(Object.keys(golden.news).length).toBeGreaterThan(5);
    const chance = chanceFrom(7);
    for (let pair = 0; pair < 20; pair += 1) {
      const call = chance.below(calls);
      const plan = [call, call + 1 + chance.below(40)].map((each) => ({
        call: each,
        side: chance.of(sides),
        isSurvived: chance.hits(0.3),
      }));
      const { calls: _calls, ...after } = await tried(table, () => tell(table, story, plan));
      expect({ plan, ...after }).toEqual({ plan, ...golden });
    }
  });
});
