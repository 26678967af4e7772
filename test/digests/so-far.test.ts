import { describe, expect, it } from '@jest/globals';
import { digestOfPeriod, digestSoFar } from '../../functions/digests/store/build.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import { tableOn } from '../support/databases.ts';
import { fact, registered } from '../support/facts.ts';
import { rubric, team, verified, worldOn } from './world.ts';

const table = tableOn();

const NOW = '2024-02-10T00:00:00.000Z';

async function world() {
  const made = worldOn(table());
  await made.tell(
    rubric({ cadence: [{ step: 'okr', every: 'month', title: 'OKRs' }] }),
    team('search', { org: 'code' }),
    team('cloud', { org: 'infra', timeZone: 'America/New_York' }),
    registered('ranking', '2024-02-03'),
  );
  return made;
}

describe('The digest of a period that is not over', () => {
  it('tells what is known so far: nothing is overdue that has its time, and nothing is kept', async () => {
    await world();
    const soFar = await digestSoFar(table(), 'team:search', NOW);
    expect(soFar).toMatchObject({
      period: '2024-02',
      madeAt: NOW,
      features: { total: 1 },
      unverified: { items: [{ entity: 'team:search' }] },
    });
    expect(soFar?.cadence.items).toMatchObject([
      { period: '2024-02', state: 'due' },
      { period: '2024-03', state: 'due' },
    ]);
    expect(await readDigest(table(), 'team:search', '2024-02')).toBeUndefined();
  });

  it('looks at nothing that is dated later than now', async () => {
    const { tell } = await world();
    await tell(registered('later', '2024-02-20'), verified('team:search', '2024-02-20'));
    const soFar = await digestSoFar(table(), 'team:search', NOW);
    expect(soFar).toMatchObject({ features: { total: 1 }, unverified: { total: 1 } });
  });

  it('of many teams is put together from theirs, each in its own zone', async () => {
    await world();
    expect(await digestSoFar(table(), 'all', NOW)).toMatchObject({
      features: { total: 1 },
      unverified: { total: 2 },
    });
    expect(await digestSoFar(table(), 'org:infra', NOW)).toMatchObject({ unverified: { total: 1 } });
    // In New York it is January still.
    const midnight = '2024-02-01T02:00:00.000Z';
    expect(await digestSoFar(table(), 'team:cloud', midnight)).toMatchObject({ period: '2024-01' });
    expect(await digestSoFar(table(), 'all', midnight)).toMatchObject({ period: '2024-02' });
  });

  it('is none of an audience that is not there', async () => {
    const { tell } = await world();
    await tell(fact('RecordRetired', '2024-02-05', { entity: 'team:cloud' }));
    for (const audience of ['team:none', 'org:none', 'team:cloud', 'org:infra', 'search'])
      expect(await digestSoFar(table(), audience, NOW)).toBeUndefined();
  });
});

describe('The digest of a period', () => {
  it('is the one that was made, whatever is known since', async () => {
    const { tell, endOf, of } = await world();
    await endOf('2024-01');
    await tell(verified('team:search', '2024-01-10'));
    expect(await digestOfPeriod(table(), 'team:search', '2024-01', NOW)).toEqual({
      digest: await of('2024-01'),
      isMade: true,
    });
  });

  it('is as it would be made now where none was', async () => {
    await world();
    const built = await digestOfPeriod(table(), 'team:search', '2024-01', NOW);
    expect(built).toMatchObject({
      digest: { period: '2024-01', madeAt: NOW, features: { total: 0 }, completion: { of: 1 } },
      isMade: false,
    });
    expect(await readDigest(table(), 'team:search', '2024-01')).toBeUndefined();
  });

  it('is none of one that has not begun, or that its year does not have', async () => {
    await world();
    expect(await digestOfPeriod(table(), 'team:search', '2024-03', NOW)).toBeUndefined();
    expect(await digestOfPeriod(table(), 'team:search', '2023-W53', NOW)).toBeUndefined();
    expect(await digestOfPeriod(table(), 'team:search', '2023-11', NOW)).toBeUndefined();
  });
});
