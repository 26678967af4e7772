import { describe, expect, it } from '@jest/globals';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, scheduled, started } from '../support/facts.ts';
import { team, worldOn } from './world.ts';

const table = tableOn();

const day = (month: number, of = 20) => `2023-${String(month).padStart(2, '0')}-${of}`;
/** A release a month, cut on its twentieth day. */
const releases = (months: number) =>
  Array.from({ length: months }, (_, at) => at + 1).flatMap((month) => [
    scheduled(`1.${month}`, day(month), {}, '2022-01-01'),
    cut(`1.${month}`, day(month)),
  ]);
const exempt = (project: string, month: number) =>
  fact('ExemptionGranted', '2023-01-01', {
    project,
    release: `1.${month}`,
    reason: 'a rewrite',
    approver: 'team:directors',
  });

describe('The streak of a project', () => {
  it('goes back to the last release in which it shipped, however long ago, over those in which it was excused', async () => {
    const world = worldOn(table());
    await world.tell(team('search', {}, '2022-01-01'), ...releases(11));
    for (const project of ['never', 'once', 'excused', 'lately', 'shipping'])
      await world.tell(started(project, '2022-12-01'));
    await world.tell(
      change('once', day(2, 10)),
      change('excused', day(2, 10)),
      exempt('excused', 5),
      exempt('excused', 6),
      change('lately', day(10, 10)),
      change('shipping', day(11, 10)),
    );
    await world.endOf('2023-11');
    const { silent, shipped } = await world.of('2023-11');
    expect(silent.items.map(({ project, streak, release }) => `${project} ${release} ${streak}`)).toEqual([
      'never 1.11 11',
      'once 1.11 9',
      'excused 1.11 7',
      'lately 1.11 1',
    ]);
    expect(shipped.items.map(({ project }) => project)).toEqual(['shipping']);
  });

  it('is that of each release of a quarter', async () => {
    const world = worldOn(table());
    await world.tell(team('search', {}, '2022-01-01'), ...releases(3), started('rank', '2022-12-01'));
    await world.digests.fire({ schedule: 'quarterly' }, '2023-04-01T07:00:00.000Z');
    const { silent } = await world.of('2023-Q1');
    expect(silent.items.map(({ release, streak }) => `${release} ${streak}`)).toEqual([
      '1.3 3',
      '1.2 2',
      '1.1 1',
    ]);
  });

  it('is kept apart by train', async () => {
    const world = worldOn(table());
    await world.tell(team('search', {}, '2022-01-01'), ...releases(2), started('rank', '2022-12-01'));
    await world.tell(
      started('app', '2022-12-01', { train: 'mobile' }),
      scheduled('m1', day(2), { train: 'mobile' }, '2022-01-01'),
      cut('m1', day(2)),
    );
    await world.endOf('2023-02');
    const { silent } = await world.of('2023-02');
    expect(
      silent.items.map(({ project, train, release, streak }) => `${project} ${train} ${release} ${streak}`),
    ).toEqual(['rank server 1.2 2', 'app mobile m1 1']);
  });
});

describe('A release', () => {
  it('is in the digest of the month in which it was cut, by the zone of the team', async () => {
    const world = worldOn(table());
    await world.tell(
      team('search', { timeZone: 'America/New_York' }),
      started('rank', '2023-12-01'),
      scheduled('1.0', '2024-02-01T03:00:00.000Z'),
      cut('1.0', '2024-02-01T03:00:00.000Z'),
      scheduled('1.1', '2024-02-01T05:00:00.000Z'),
      cut('1.1', '2024-02-01T05:00:00.000Z'),
    );
    for (const month of ['2024-01', '2024-02']) await world.endOf(month);
    const cutIn = async (month: string) => (await world.of(month)).silent.items.map(({ release }) => release);
    // The second is cut at midnight in New York, where the next month begins.
    expect(await cutIn('2024-01')).toEqual(['1.0']);
    expect(await cutIn('2024-02')).toEqual(['1.1']);
  });
});
