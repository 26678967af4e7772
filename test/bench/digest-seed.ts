/** Teams with their features, as their facts would have left them: what the digest of a month is made from. */
import { rubric } from '../../events/contract.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { fill, type Seeded } from './bulk.ts';
import { type Entry, entry } from './entries.ts';

export const TEAM_FEATURES = 100;
/** The month of the digest, and a moment after it. */
export const PERIOD = '2024-03';
export const NOW = '2024-04-01T07:00:00.000Z';

const CATEGORIES = ['docs', 'security', 'support', 'sales', 'design', 'testing'];

const rubricEntry = (): Entry =>
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

/** Of ten features one was verified in the month, one got a star, one is new; the others are as they were. */
function factsOf(feature: string, team: string, at: number): Entry[] {
  const begun = at % 10 === 2 ? '2024-03-05T00:00:00Z' : '2023-02-01T00:00:00Z';
  const facts = [
    entry('FeatureRegistered', begun, { feature, title: `Feature ${at}`, team, maturity: 'beta' }),
    star(feature, 'docs', '2023-06-01T00:00:00Z'),
    star(feature, 'design', '2023-07-01T00:00:00Z'),
  ];
  if (at % 10 === 0)
    facts.push(entry('RecordVerified', '2024-03-12T00:00:00Z', { entity: `feature:${feature}` }));
  if (at % 10 === 1) facts.push(star(feature, 'security', '2024-03-20T00:00:00Z'));
  return facts;
}

const star = (feature: string, category: string, at: string): Entry =>
  entry('StarGranted', at, { feature, category, side: 'team', rubricVersion: '1' });

function* seeded(features: number): Generator<Seeded> {
  yield { entity: rubric, entries: [rubricEntry()] };
  for (let at = 0; at < features; at += 1) {
    const team = `team-${Math.floor(at / TEAM_FEATURES)}`;
    if (at % TEAM_FEATURES === 0)
      yield {
        entity: { kind: 'team', id: team },
        entries: [entry('TeamRegistered', '2023-01-01T00:00:00Z', { team, title: team })],
      };
    const feature = `feature-${at}`;
    yield { entity: { kind: 'feature', id: feature }, entries: factsOf(feature, team, at) };
  }
}

export const seedFeatures = (table: Store, features: number): Promise<void> => fill(table, seeded(features));
