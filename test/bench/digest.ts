/** The digests of a month over 100 to 100,000 features: does the time grow with the features and no more, and the memory not at all? */

import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { Entry } from '../support/facts.ts';
import { entry, fill } from './entries.ts';
import { growth, type Measured, passesOver, type Task } from './growth.ts';
import { inFreshProcess } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, seconds } from './table.ts';

const TEAM_FEATURES = 100;
/** After the month of the digest, which is March. */
const NOW = '2024-04-01T07:00:00.000Z';

const CATEGORIES = ['docs', 'security', 'support', 'sales', 'design', 'testing'];

const rubric = (): Entry =>
  entry('RubricPublished', '2023-01-01T00:00:00Z', {
    rubricVersion: '1',
    categories: CATEGORIES.map((category) => ({
      category,
      title: category,
      team: category,
      policy: 'either',
      criteria: 'It is there, and somebody used it.',
    })),
    cadence: [{ step: 'product-data', every: 'month', title: 'Product data', confirms: 'features' }],
  });

const star = (feature: string, category: string, at: string): Entry =>
  entry('StarGranted', at, { feature, category, side: 'team', rubricVersion: '1' });

/** Of ten features one was verified in the month, one got a star, one is new; the others are as they were. */
function* features(count: number): Generator<Entry> {
  yield rubric();
  for (let at = 0; at < count; at += 1) {
    const team = `team-${Math.floor(at / TEAM_FEATURES)}`;
    const feature = `feature-${at}`;
    if (at % TEAM_FEATURES === 0)
      yield entry('TeamRegistered', '2023-01-01T00:00:00Z', { team, title: team });
    const begun = at % 10 === 2 ? '2024-03-05T00:00:00Z' : '2023-02-01T00:00:00Z';
    yield entry('FeatureRegistered', begun, { feature, title: `Feature ${at}`, team, maturity: 'beta' });
    yield star(feature, 'docs', '2023-06-01T00:00:00Z');
    yield star(feature, 'design', '2023-07-01T00:00:00Z');
    if (at % 10 === 0)
      yield entry('RecordVerified', '2024-03-12T00:00:00Z', { entity: `feature:${feature}` });
    if (at % 10 === 1) yield star(feature, 'security', '2024-03-20T00:00:00Z');
  }
}

interface Made {
  readonly digests: number;
}

async function makeAll(table: SqliteStore): Promise<Made> {
  const announce = async () => {};
  return { digests: await makeDigests({ table, announce, now: NOW }, { everies: ['month'] }) };
}

const made = inFreshProcess(import.meta.url, (task: Task) => passesOver(task, makeAll, 1));

const measured = (count: number, passes: Measured<Made>['passes']): string =>
  passes
    .map(
      ({ cpu, wall, digests }) =>
        `${digits(digests)} digests in ${seconds(wall)}, ${seconds(cpu)} of CPU, ${digits(cpu / count)} ms a feature`,
    )
    .join('; ');

export const benchmark: Benchmark = async function* (quick) {
  yield await growth(quick, {
    title: `The digests of a month: of every team of ${TEAM_FEATURES} features, and of everybody`,
    goal: 'linear, memory flat',
    fill: (store, count) => fill(store, features(count)),
    measure: made,
    runsOf: () => 1,
    what: 'features',
    measured,
  });
};
