import { describe, expect, test } from '@jest/globals';
import { isQuiet, noSections, type Sections, section } from '../../../functions/digests/model/sections.ts';
import {
  comingItem,
  correctionItem,
  exemptItem,
  featureItem,
  gradeItem,
  releaseItem,
  reviewItem,
  shippedItem,
  silentItem,
  stepItem,
  unverifiedItem,
} from './items.ts';

const steps = (...states: ('done' | 'due' | 'overdue')[]): Sections => ({
  ...noSections,
  cadence: section(
    'cadence',
    states.map((state) => stepItem({ state })),
  ),
});

const loud: Partial<Sections>[] = [
  { silent: section('silent', [silentItem()]) },
  { silent: section('silent', [exemptItem()]) },
  { shipped: section('shipped', [shippedItem()]) },
  { features: section('features', [featureItem()]) },
  { grades: section('grades', [gradeItem()]) },
  { unverified: section('unverified', [unverifiedItem()]) },
  { reviews: section('reviews', [reviewItem()]) },
  { upcoming: section('upcoming', [comingItem()]) },
  { releases: section('releases', [releaseItem({ atRisk: 1 })]) },
  { releases: section('releases', [releaseItem({ isOverdue: true })]) },
  { corrections: section('corrections', [correctionItem()]) },
];

describe('A digest', () => {
  test('is quiet when nothing happened', () => {
    expect(isQuiet(noSections)).toBe(true);
  });

  test('is quiet when steps are done, or due in their time', () => {
    expect(isQuiet(steps('done', 'due'))).toBe(true);
  });

  test('is quiet when a release comes, and nothing is at risk', () => {
    expect(isQuiet({ ...noSections, releases: section('releases', [releaseItem()]) })).toBe(true);
  });

  test('is not when a step is overdue', () => {
    expect(isQuiet(steps('done', 'due', 'overdue'))).toBe(false);
  });

  test.each(loud.map((part) => [Object.keys(part).join(), part] as const))(
    'is not when there is something to say of: %s',
    (_name, part) => {
      expect(isQuiet({ ...noSections, ...part })).toBe(false);
    },
  );
});
