import { describe, expect, it } from '@jest/globals';
import { readStored } from '../../functions/grades/model/stored-grade.ts';
import { readGrades } from '../../functions/grades/store/matrix.ts';
import { tableOn } from '../support/databases.ts';
import { fact, registered } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const NOW = '2024-08-13T00:00:00.000Z';

const category = (name: string, more: Record<string, unknown> = {}) => ({
  category: name,
  title: name,
  team: 'docs',
  policy: 'team' as const,
  criteria: 'Good enough for a new user.',
  ...more,
});
const rubric = (version: string, day: string, ...categories: ReturnType<typeof category>[]) =>
  fact('RubricPublished', day, { rubricVersion: version, categories });
const granted = (feature: string, name: string, day: string) =>
  fact('StarGranted', day, { feature, category: name, side: 'team', rubricVersion: '1' });

describe('Grading', () => {
  const table = tableOn();
  const gradeAt = async (feature: string, now = NOW) => {
    const kept = (await readGrades(table(), [feature])).get(feature);
    if (kept === undefined) return undefined;
    const { earned, of } = readStored(kept, now);
    return `${earned}/${of} under ${kept.rubricVersion}`;
  };

  it('announces a star once, with what it was before, and not the first grade without one', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      rubric('1', '2024-01-01', category('a'), category('b')),
      registered('sort', '2024-01-02'),
    );
    expect(await gradeAt('sort')).toBe('0/2 under 1');
    expect(pipeline.announced('GradeChanged')).toEqual([]);
    const star = granted('sort', 'a', '2024-02-01');
    await pipeline.tell(star, star);
    expect(pipeline.announced('GradeChanged').map(({ detail }) => detail)).toMatchObject([
      {
        feature: 'sort',
        team: 'search',
        rubricVersion: '1',
        from: { earned: 0, of: 2 },
        to: { earned: 1, of: 2 },
        stars: [{ category: 'a', from: 'unknown', to: 'earned' }],
      },
    ]);
  });

  it('grades every feature again under a new rubric, of every team, registered or not', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      rubric('1', '2024-01-01', category('a')),
      registered('sort', '2024-01-02'),
      registered('sso', '2024-01-02', { team: 'nobody#registered' }),
      granted('unregistered', 'a', '2024-02-01'),
      granted('sso', 'a', '2024-02-01'),
    );
    await pipeline.tell(rubric('2', '2024-03-01', category('a'), category('b')));
    expect(await Promise.all(['sort', 'sso', 'unregistered'].map((each) => gradeAt(each)))).toEqual([
      '0/2 under 2',
      '1/2 under 2',
      '1/2 under 2',
    ]);
    expect(pipeline.announced('GradeChanged').at(-1)?.detail).toMatchObject({
      stars: [{ category: 'b', to: 'unknown' }],
    });
  });

  it('tells of a star that expired when the clock finds it, once', async () => {
    const pipeline = pipelineOn(table(), '2024-02-02T00:00:00.000Z');
    await pipeline.tell(
      rubric('1', '2024-01-01', category('a', { expiresAfter: 'P30D' })),
      registered('sort', '2024-01-02'),
      granted('sort', 'a', '2024-02-01'),
    );
    expect(pipeline.announced('GradeChanged')).toHaveLength(1);
    await pipeline.tick('2024-03-01T00:00:00.000Z');
    expect(pipeline.announced('GradeChanged')).toHaveLength(1);
    for (const hour of ['01', '02']) await pipeline.tick(`2024-06-30T${hour}:00:00.000Z`);
    expect(pipeline.announced('GradeChanged').map(({ detail }) => detail.to)).toEqual([
      { earned: 1, of: 1 },
      { earned: 0, of: 1 },
    ]);
    expect(pipeline.announced('GradeChanged').at(-1)?.detail.stars).toEqual([
      { category: 'a', title: 'a', from: 'earned', to: 'unknown' },
    ]);
  });

  it('moves the grade with a feature that is renamed', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      rubric('1', '2024-01-01', category('a')),
      registered('sort', '2024-01-02'),
      granted('sort', 'a', '2024-02-01'),
      fact('FeatureRenamed', '2024-03-01', { feature: 'sort', to: 'order' }),
    );
    expect(await gradeAt('sort')).toBeUndefined();
    expect(await gradeAt('order')).toBe('1/1 under 1');
  });

  it('asks once more for every grade at the first turn of the clock after a rubric, for whoever the index left out', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(rubric('1', '2024-01-01', category('a')), registered('sort', '2024-01-02'));
    const asked = () =>
      pipeline
        .announced('GradeRequested')
        .filter(({ detail }) => detail.id && !detail.feature && !detail.team);
    const before = asked().length;
    await pipeline.tick('2024-08-13T01:00:00.000Z');
    await pipeline.tick('2024-08-13T02:00:00.000Z');
    expect(asked()).toHaveLength(before + 1);
  });
});
