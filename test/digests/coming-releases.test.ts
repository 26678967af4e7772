import { describe, expect, it } from '@jest/globals';
import { digestSoFar } from '../../functions/digests/store/build.ts';
import { readOutlook } from '../../functions/verdicts/store/outlook.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, scheduled, started } from '../support/facts.ts';
import { team, worldOn } from './world.ts';

const table = tableOn();

/** Two weeks before the cut of 5.2, of three projects of two teams in one org. */
const NOW = '2024-03-20T00:00:00.000Z';

async function world() {
  const made = worldOn(table());
  await made.tell(
    team('search', { org: 'code' }),
    team('cloud', { org: 'code' }),
    started('ranking'),
    started('crawling'),
    started('scaling', '2024-01-01', { team: 'cloud' }),
    scheduled('5.1', '2024-03-01'),
    cut('5.1', '2024-03-01'),
    scheduled('5.2', '2024-04-03'),
    scheduled('5.3', '2024-05-01'),
    change('crawling', '2024-03-05'),
  );
  return made;
}

const comingFor = async (audience: string, now = NOW) =>
  (await digestSoFar(table(), audience, now))?.releases.items;

describe('What a digest says of the next release', () => {
  it('is how many of the projects of its team are at risk there', async () => {
    await world();
    expect(await comingFor('team:search')).toEqual([
      {
        release: '5.2',
        train: 'server',
        cutAt: '2024-04-03T00:00:00.000Z',
        isOverdue: false,
        projects: 2,
        atRisk: 1,
        named: [
          {
            project: 'ranking',
            title: 'ranking',
            team: 'search',
            because: 'nothing is merged, and half of the cycle is over',
          },
        ],
      },
    ]);
  });

  it('counts days in the zone of its reader, as the outlook does, for a team and for all', async () => {
    await world();
    const [now, zone] = ['2024-03-31T12:00:00.000Z', 'Pacific/Honolulu'];
    const outlook = await readOutlook(table(), '5.2', { now, zone });
    const ranking = outlook?.projects.find(({ project }) => project === 'ranking');
    expect(ranking?.because).toBe('nothing is merged, and the cut is in 2 days');
    for (const audience of ['team:search', 'all']) {
      const digest = await digestSoFar(table(), audience, now, zone);
      expect(digest?.releases.items[0]?.named[0]?.because).toBe(ranking?.because);
    }
  });

  it('is one line for an org, and for all', async () => {
    await world();
    const both = [
      { release: '5.2', projects: 3, atRisk: 2, named: [{ project: 'ranking' }, { project: 'scaling' }] },
    ];
    expect(await comingFor('org:code')).toMatchObject(both);
    expect(await comingFor('all')).toMatchObject(both);
  });

  it('is as things stand: what is merged meanwhile is at risk no more', async () => {
    const { tell } = await world();
    await tell(change('scaling', '2024-03-19'));
    expect(await comingFor('team:cloud')).toMatchObject([{ projects: 1, atRisk: 0, named: [] }]);
  });

  it('keeps the release whose planned cut has passed and that nobody told of', async () => {
    await world();
    expect(await comingFor('team:search', '2024-04-10T00:00:00.000Z')).toMatchObject([
      { release: '5.2', isOverdue: true },
      { release: '5.3', isOverdue: false },
    ]);
  });
});
