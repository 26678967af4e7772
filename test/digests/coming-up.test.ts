import { describe, expect, it } from '@jest/globals';
import { tableOn } from '../support/databases.ts';
import { cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { team, worldOn } from './world.ts';

const table = tableOn();

const textsOf = ({ upcoming }: { upcoming: { items: { text: string; isOverdue: boolean }[] } }) =>
  upcoming.items.map(({ text, isOverdue }) => `${isOverdue ? 'overdue ' : ''}${text}`);

describe('What comes up', () => {
  const l1 = () => registered('ranking', '2023-12-05', { launchTier: 'L1', title: 'Ranking' });
  const plan = (release: string) =>
    fact('ShipmentPlanned', '2023-12-06', { project: 'rank', release, feature: 'ranking' });

  it('is the collaboration document of an L1 launch two months before it, and then it is overdue', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), started('rank', '2023-12-01'), l1(), plan('5.0'));
    await world.tell(scheduled('5.0', '2024-06-01', { releaseAt: '2024-06-10T00:00:00.000Z' }));
    const document = 'L1: Open the collaboration document, and name its reviewers';
    for (const month of ['2024-02', '2024-03', '2024-04']) await world.endOf(month);
    expect(textsOf(await world.of('2024-02'))).toEqual([]);
    expect(textsOf(await world.of('2024-03'))).toEqual([document]);
    expect(textsOf(await world.of('2024-04'))).toEqual([
      `overdue ${document}`,
      'L1: Brief press and analysts',
      'L1: Draft the release post',
    ]);
    expect((await world.of('2024-04')).actions).toContainEqual({
      text: `Ranking: ${document}.`,
      entity: 'feature:ranking',
    });
    await world.tell(
      fact('FactRecorded', '2024-05-05', {
        feature: 'ranking',
        key: 'launch.collaboration-document',
        value: true,
      }),
      fact('FactRecorded', '2024-05-05', { feature: 'ranking', key: 'launch.reviewers', value: 'ada' }),
    );
    await world.endOf('2024-05');
    expect(textsOf(await world.of('2024-05')).join()).not.toContain('collaboration');
  });

  it('is nothing for a launch in a release that was cancelled, or by a project that ended', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), started('rank', '2023-12-01'), l1(), plan('5.0'));
    await world.tell(scheduled('5.0', '2024-03-10'));
    await world.endOf('2024-01');
    expect(textsOf(await world.of('2024-01'))).not.toEqual([]);
    await world.tell(fact('ReleaseCancelled', '2024-02-02', { release: '5.0' }));
    await world.endOf('2024-02');
    expect(textsOf(await world.of('2024-02'))).toEqual([]);
    await world.tell(scheduled('5.0', '2024-04-10', {}, '2024-03-02'));
    await world.endOf('2024-03');
    expect(textsOf(await world.of('2024-03'))).not.toEqual([]);
    await world.tell(fact('ProjectEnded', '2024-04-02', { project: 'rank' }));
    await world.endOf('2024-04');
    expect(textsOf(await world.of('2024-04'))).toEqual([]);
  });

  it('is that an experiment needs a removal or a plan after a month, where no release to come has it', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), started('rank', '2023-12-01'));
    await world.tell(
      registered('ranking', '2024-01-10', { maturity: 'experimental' }),
      registered('sort', '2024-01-10', { maturity: 'experimental' }),
      fact('ShipmentPlanned', '2024-01-11', { project: 'rank', release: '1.1', feature: 'sort' }),
      scheduled('1.1', '2024-02-20'),
    );
    await world.endOf('2024-01');
    expect((await world.of('2024-01')).upcoming.items).toMatchObject([
      { kind: 'experiment', feature: 'ranking', isOverdue: false, dueAt: '2024-02-10T00:00:00.000Z' },
    ]);
    await world.tell(cut('1.1', '2024-02-20'));
    await world.endOf('2024-02');
    // What was planned for a release that is out has no plan any more.
    expect((await world.of('2024-02')).upcoming.items).toMatchObject([
      { kind: 'experiment', feature: 'ranking', isOverdue: true },
      { kind: 'experiment', feature: 'sort', isOverdue: true },
    ]);
    await world.tell(
      fact('FactRecorded', '2024-03-05', {
        feature: 'ranking',
        key: 'experiment.removal',
        value: '2024-05-01',
      }),
      fact('ShipmentPlanned', '2024-03-06', { project: 'rank', release: 'some-day', feature: 'sort' }),
    );
    await world.endOf('2024-03');
    expect((await world.of('2024-03')).upcoming.total).toBe(0);
  });

  it('is that a feature flag can go, once, when the release that it stayed for was cut', async () => {
    const world = worldOn(table());
    await world.tell(
      team('search'),
      started('rank', '2023-12-01'),
      registered('ranking', '2023-12-05', { project: 'rank', flag: 'new-rank' }),
      fact('FeatureFlagChanged', '2024-01-10', { flag: 'new-rank', enabledByDefault: true }),
      scheduled('1.0', '2024-02-20'),
    );
    await world.endOf('2024-01');
    await world.tell(cut('1.0', '2024-02-20'));
    for (const month of ['2024-02', '2024-03']) await world.endOf(month);
    const flags = await Promise.all(
      ['2024-01', '2024-02', '2024-03'].map(async (month) => textsOf(await world.of(month))),
    );
    expect(flags).toEqual([[], ['feature flag new-rank can be removed, on by default since 1.0'], []]);
  });
});
