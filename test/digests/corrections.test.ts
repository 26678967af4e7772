import { describe, expect, it } from '@jest/globals';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { rubric, team, verified, worldOn } from './world.ts';

const table = tableOn();

/** One project that shipped nothing in the release of January. */
async function silentJanuary() {
  const world = worldOn(table());
  await world.tell(team('search'), started('rank', '2023-12-01'), scheduled('1.0', '2024-01-20'));
  await world.tell(cut('1.0', '2024-01-20'));
  return world;
}

describe('What turns out otherwise after a digest was made', () => {
  it('is a correction of the next one, and the digest stays as it was made', async () => {
    const world = await silentJanuary();
    await world.endOf('2024-01');
    const made = await world.of('2024-01');
    expect(made.silent).toMatchObject({ items: [{ project: 'rank', release: '1.0' }], total: 1 });
    await world.tell(change('rank', '2024-01-15', { title: 'Told late' }));
    await world.endOf('2024-02');
    expect((await world.of('2024-02')).corrections).toEqual({
      items: [
        {
          period: '2024-01',
          entity: 'project:rank',
          title: 'rank',
          text: 'in 1.0 it shipped on by default, though “shipped nothing” was said: merged without a feature flag',
        },
      ],
      total: 1,
    });
    expect(JSON.stringify(await world.of('2024-01'))).toBe(JSON.stringify(made));
    await world.endOf('2024-03');
    expect((await world.of('2024-03')).corrections.total).toBe(0);
  });

  it('is told in the digests of its org and of the whole, too', async () => {
    const world = await silentJanuary();
    await world.tell(team('search', { org: 'code' }, '2024-01-02'));
    await world.endOf('2024-01');
    await world.tell(change('rank', '2024-01-15'));
    await world.endOf('2024-02');
    for (const audience of ['org:code', 'all'])
      expect((await world.of('2024-02', audience)).corrections.total).toBe(1);
  });

  it('is told also where the release was told late, and no digest named it', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), started('rank', '2023-12-01'), scheduled('1.0', '2024-01-31'));
    await world.endOf('2024-01');
    expect((await world.of('2024-01')).silent.total).toBe(0);
    await world.tell(cut('1.0', '2024-01-31'));
    await world.endOf('2024-02');
    const { corrections, silent } = await world.of('2024-02');
    expect(silent.total).toBe(0);
    expect(corrections.items).toMatchObject([
      {
        period: '2024-01',
        entity: 'project:rank',
        text: expect.stringContaining('in 1.0 it shipped nothing, which was not known yet'),
      },
    ]);
  });

  it('is nothing where a release goes by another name', async () => {
    const world = await silentJanuary();
    await world.endOf('2024-01');
    await world.tell(fact('ReleaseRenamed', '2024-02-02', { release: '1.0', to: 'v1.0' }));
    await world.endOf('2024-02');
    expect((await world.of('2024-02')).corrections).toEqual({ items: [], total: 0 });
  });

  it('is also another grade, told by the title of the feature', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), rubric(), registered('ranking', '2024-01-05', { title: 'Ranking' }));
    await world.endOf('2024-01');
    expect((await world.of('2024-01')).standings).toEqual({ ranking: [0, 1] });
    const star = { feature: 'ranking', category: 'docs', side: 'team' as const, rubricVersion: '2023-12-01' };
    await world.tell(fact('StarGranted', '2024-01-28', star));
    await world.endOf('2024-02');
    const made = await world.of('2024-02');
    expect(made.corrections.items).toEqual([
      {
        period: '2024-01',
        entity: 'feature:ranking',
        title: 'Ranking',
        text: 'it had 1 of 1 stars, and 0 of 1 were known',
      },
    ]);
    expect(made.grades.total).toBe(0);
  });
});

describe('A manager', () => {
  it('is told once of two digests that were ignored, and again only after somebody did something', async () => {
    const world = worldOn(table());
    await world.tell(team('search'));
    const escalated = () =>
      world.digests.ready
        .filter(({ escalates }) => escalates)
        .map(({ audience, period }) => `${audience} ${period}`);
    for (const month of ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05']) await world.endOf(month);
    expect((await world.of('2024-03')).ignored).toBe(2);
    expect(escalated()).toEqual(['team:search 2024-03']);
    await world.tell(verified('team:search', '2024-06-10'));
    for (const month of ['2024-06', '2024-07', '2024-08', '2024-09']) await world.endOf(month);
    // June was quiet, July asked, and was ignored in August and September.
    expect(
      await Promise.all(
        ['2024-06', '2024-07', '2024-08', '2024-09'].map(async (month) => (await world.of(month)).ignored),
      ),
    ).toEqual([0, 0, 1, 2]);
    expect(escalated()).toEqual(['team:search 2024-03', 'team:search 2024-09']);
  });
});
