import { describe, expect, it } from '@jest/globals';
import type { MatrixRequest } from '../../../functions/grades/model/report.ts';
import { readGradeReport } from '../../../functions/grades/store/grade-report.ts';
import { readMatrix } from '../../../functions/grades/store/matrix.ts';
import { tableOn } from '../../support/databases.ts';
import { fact, registered } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { store } from '../../support/store.ts';
import { engines } from '../../support/stores/engines.ts';

const NOW = '2024-08-13T00:00:00.000Z';
const category = (name: string, team = 'docs') => ({
  category: name,
  title: name,
  team,
  policy: 'team' as const,
  criteria: 'Good enough.',
});
const rubric = fact('RubricPublished', '2024-01-01', {
  rubricVersion: '1',
  categories: [category('docs'), category('security', 'security')],
});
const granted = (feature: string, name: string, day: string) =>
  fact('StarGranted', day, {
    feature,
    category: name,
    side: 'team',
    rubricVersion: '1',
    actor: 'person:ada',
    evidence: 'https://example.com/review',
  });

describe.each(engines)('The matrix on $name', (engine) => {
  const table = tableOn(engine);
  const rows = async (request: MatrixRequest = {}) => {
    const page = await readMatrix(table(), { ...request, now: NOW });
    return page.rows.map(({ feature, team, earned, of }) => `${team}/${feature} ${earned}/${of}`);
  };
  const tell = (...facts: Parameters<typeof store>[1]) => pipelineOn(table()).tell(...facts);

  it('has a row a feature, by team and name, with the stars in the order of the rubric', async () => {
    await tell(
      rubric,
      registered('b', '2024-01-02'),
      registered('a', '2024-01-02', { team: 'z' }),
      registered('c', '2024-01-02'),
      granted('b', 'security', '2024-02-01'),
    );
    expect(await rows()).toEqual(['search/b 1/2', 'search/c 0/2', 'z/a 0/2']);
    const page = await readMatrix(table(), { now: NOW });
    expect(page.columns.map(({ category: name, team }) => `${name} ${team}`)).toEqual([
      'docs docs',
      'security security',
    ]);
    expect(page.rows[0]?.stars.map(({ word }) => word)).toEqual(['unknown', 'earned']);
    expect(page.rows[0]).toMatchObject({ title: 'b', maturity: 'beta' });
  });

  it('holds only what a team has, where one is asked for, and no team whose name begins the same', async () => {
    await tell(rubric, registered('a', '2024-01-02'), registered('b', '2024-01-02', { team: 'search#2' }));
    expect(await rows({ team: 'search' })).toEqual(['search/a 0/2']);
  });

  it('is as it was on an earlier day: stars, teams, and features that are gone or renamed since', async () => {
    await tell(
      rubric,
      registered('a', '2024-01-02'),
      registered('old', '2024-01-02'),
      granted('a', 'docs', '2024-02-01'),
      fact('FeatureRetired', '2024-03-01', { feature: 'old' }),
      registered('a', '2024-03-01', { team: 'other' }),
      fact('StarRevoked', '2024-03-02', { feature: 'a', category: 'docs', side: 'team', rubricVersion: '1' }),
      registered('new', '2024-03-03'),
    );
    expect(await rows()).toEqual(['other/a 0/2', 'search/new 0/2']);
    const asOf = '2024-02-15T00:00:00.000Z';
    expect(await rows({ asOf })).toEqual(['search/a 1/2', 'search/old 0/2']);
    expect(await rows({ asOf, team: 'other' })).toEqual([]);
    expect(await rows({ asOf: '2023-12-01T00:00:00.000Z' })).toEqual([]);
  });

  it('is read page by page to its end, whole or a team of it', async () => {
    const many = Array.from({ length: 230 }, (_none, at) => registered(`f-${at}`, '2024-01-02'));
    await store(table(), [...many, registered('last', '2024-01-02', { team: 'zz' })]);
    const all: string[] = [];
    for (const team of [undefined, 'search']) {
      let after: string | undefined;
      do {
        const page = await readMatrix(table(), { team, after, now: NOW });
        all.push(...page.rows.map(({ feature }) => `${team} ${feature}`));
        after = page.next;
      } while (after !== undefined);
    }
    expect(all).toHaveLength(231 + 230);
    expect(new Set(all).size).toBe(all.length);
  });

  it('explains one feature: who said what, what would earn the next star, what changed, and what does not go together', async () => {
    await tell(
      rubric,
      registered('sort', '2024-01-02', { maturity: 'ga', flag: 'new-sort' }),
      fact('FeatureFlagChanged', '2024-01-03', { flag: 'new-sort', enabledByDefault: false }),
      granted('sort', 'docs', '2024-02-01'),
      fact('FeatureRenamed', '2024-03-01', { feature: 'sort', to: 'order' }),
    );
    const report = await readGradeReport(table(), 'sort', { at: NOW, since: '2024-01-15T00:00:00.000Z' });
    expect(report).toMatchObject({ feature: 'order', team: 'search', grade: { earned: 1, of: 2 } });
    expect(report?.grade?.stars[0]?.because).toMatch(/person:ada.*example\.com\/review/);
    expect(report?.next.map((next) => next.category)).toEqual(['security']);
    expect(report?.remarks.map(({ kind }) => kind)).toEqual(['flag-off', 'stars-unearned']);
    expect(report?.history.map(({ at, earned }) => [at.slice(0, 10), earned])).toEqual([
      ['2024-01-01', 0],
      ['2024-02-01', 1],
    ]);
    expect(report?.since?.stars).toMatchObject([{ category: 'docs', from: 'unknown', to: 'earned' }]);
    expect(await readGradeReport(table(), 'nobody', { at: NOW })).toBeUndefined();
  });
});
