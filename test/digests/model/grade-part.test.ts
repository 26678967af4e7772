import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { gradePart } from '../../../functions/digests/model/feature-part.ts';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { rubricVersions } from '../../../functions/grades/model/rubric.ts';
import {
  type Given,
  granted,
  notApplicable,
  published,
  recorded,
  revoked,
} from '../../grades/model/facts.ts';
import { on, ordered } from '../../support/ledger-facts.ts';

const sort = { feature: 'sort', title: 'Sort', team: 'search' };
const tests: Given = { category: 'tests', title: 'Tests' };

/** What is said of March 2024. */
function march(rubric: readonly Fact[], ...facts: readonly Fact[]) {
  const graded = {
    feature: 'sort',
    facts: ordered(facts),
    versions: rubricVersions(ordered(rubric)),
    ruleOnFacts,
  };
  return gradePart(sort, graded, { first: on('02-29T23:59'), last: on('03-31T23:59') });
}

const docs = published('01-01', 'v1', {});

describe('Of the stars of a feature a digest tells', () => {
  test('that one was won, from what to what and why', () => {
    const { changed, standing, stoodBefore } = march([docs], granted('03-05', { actor: 'team:writers' }));
    expect(changed).toMatchObject({
      ...sort,
      from: { earned: 0, of: 1 },
      to: { earned: 1, of: 1 },
      stars: [
        {
          title: 'Documentation',
          from: 'unknown',
          to: 'earned',
          because: expect.stringContaining('granted by team:writers on 2024-03-05'),
        },
      ],
    });
    expect(changed?.stars[0]).not.toHaveProperty('category');
    expect([stoodBefore, standing]).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  test('that one was lost', () => {
    const { changed } = march([docs], granted('02-01'), revoked('03-05'));
    expect(changed).toMatchObject({
      from: { earned: 1, of: 1 },
      to: { earned: 0, of: 1 },
      stars: [{ from: 'earned', to: 'not-earned' }],
    });
  });

  test('that time took one', () => {
    const { changed } = march([published('01-01', 'v1', { expiresAfter: 'P30D' })], granted('02-10'));
    expect(changed).toMatchObject({
      stars: [{ from: 'earned', to: 'unknown', because: expect.stringContaining('expired on 2024-03-11') }],
    });
  });

  test('that one does not apply', () => {
    const { changed } = march([docs], notApplicable('03-05'));
    expect(changed).toMatchObject({ to: { earned: 0, of: 0 }, stars: [{ to: 'not-applicable' }] });
  });

  test('nothing when all is as it was, however it came to that', () => {
    expect(march([docs], granted('02-01')).changed).toBeUndefined();
    expect(march([docs], granted('02-01'), revoked('03-05'), granted('03-06')).changed).toBeUndefined();
    expect(march([docs]).changed).toBeUndefined();
  });

  test('nothing of what happened before the period, or after it', () => {
    const { changed, standing } = march([docs], granted('02-29T23:59'), revoked('04-01'));
    expect(changed).toBeUndefined();
    expect(standing).toEqual([1, 1]);
  });

  test('nothing while no rubric holds', () => {
    expect(march([], granted('03-05'))).toEqual({});
    expect(march([published('04-01', 'v1', {})], granted('03-05'))).toEqual({});
  });
});

describe('A rubric that has', () => {
  test('a category more is no news of each feature, though its grade is another', () => {
    const { changed, standing, stoodBefore } = march(
      [docs, published('03-10', 'v2', {}, tests)],
      granted('02-01'),
    );
    expect(changed).toBeUndefined();
    expect([stoodBefore, standing]).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  test('a category more is news of a feature that has earned its star', () => {
    const { changed } = march(
      [docs, published('03-10', 'v2', {}, tests)],
      granted('02-01'),
      granted('03-12', { category: 'tests', rubricVersion: 'v2' }),
    );
    expect(changed?.stars).toMatchObject([{ title: 'Tests', to: 'earned' }]);
  });

  test('a category less is no news of each feature', () => {
    const { changed } = march(
      [published('01-01', 'v1', {}, tests), published('03-10', 'v2', {})],
      granted('02-01', { category: 'tests' }),
    );
    expect(changed).toBeUndefined();
  });

  test('only begun to hold is news of a feature that has stars under it, and says no grade before', () => {
    const first = published('03-10', 'v1', {});
    expect(march([first]).changed).toBeUndefined();
    const { changed, stoodBefore } = march([first], granted('03-12'));
    expect(changed).toMatchObject({ to: { earned: 1, of: 1 }, stars: [{ to: 'earned' }] });
    expect(changed).not.toHaveProperty('from');
    expect(stoodBefore).toBeUndefined();
  });

  test('a category that counts from now on is no news', () => {
    const rubric = published('01-01', 'v1', {}, { ...tests, enabledFrom: on('03-10') });
    const { changed, standing } = march([rubric], granted('02-01'));
    expect(changed).toBeUndefined();
    expect(standing).toEqual([1, 2]);
  });
});

describe('The next star within reach', () => {
  test('is told with what changed, and of a feature that is as it was', () => {
    const rubric = published('01-01', 'v1', {}, tests);
    const next = { title: 'Tests', who: 'team writers', what: expect.stringContaining('grant it') };
    expect(march([rubric], granted('02-01'))).toMatchObject({ next });
    expect(march([rubric], granted('03-05')).changed).toMatchObject({ next });
  });

  test('is none where all are earned', () => {
    expect(march([docs], granted('02-01')).next).toBeUndefined();
  });

  test('is the nearest', () => {
    const both = { ...tests, policy: 'both' } as const;
    const coverage = { category: 'coverage', policy: 'check', check: 'facts.coverage >= 80' } as const;
    const rubric = published('01-01', 'v1', {}, coverage, both);
    const part = march([rubric], recorded('02-01', 'coverage', 70), granted('02-01', { category: 'tests' }));
    expect(part.next).toMatchObject({ title: 'Tests', who: 'the author' });
  });
});
