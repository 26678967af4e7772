import { describe, expect, it } from '@jest/globals';
import { readAsked, readDue } from '../../functions/digests/store/due.ts';
import { tableOn } from '../support/databases.ts';
import { fact, registered } from '../support/facts.ts';
import { rubric, team, verified, type World, worldOn } from './world.ts';

const table = tableOn();

const NOW = '2024-02-05T00:00:00.000Z';

const asked = (what: string, period = '2024-01', of = 'search', now = NOW) =>
  readAsked(table(), { team: of, period, what }, now);

/** The records that are asked of, or nothing. */
async function recordsOf(what: string, now = NOW): Promise<string[] | undefined> {
  const found = await asked(what, '2024-01', 'search', now);
  return found?.kind === 'records' ? found.records.map(({ entity }) => entity) : undefined;
}

/** A team with two features and a step, and its digest of January. */
async function january(): Promise<World> {
  const world = worldOn(table());
  await world.tell(
    rubric({ cadence: [{ step: 'okr', every: 'month', title: 'OKRs' }] }),
    team('search'),
    team('code'),
    registered('ranking', '2023-12-05', { title: 'Ranking' }),
    registered('sort', '2023-12-06'),
    registered('other', '2023-12-05', { team: 'code' }),
  );
  await world.endOf('2024-01');
  return world;
}

describe('A link to confirm', () => {
  it('all records asks of those that nobody looked at, the one that waited longest first', async () => {
    await january();
    expect(await asked('all')).toEqual({
      kind: 'records',
      title: 'Team search',
      records: [
        {
          entity: 'team:search',
          title: 'Team search',
          team: 'search',
          lastSeenAt: '2023-12-01T00:00:00.000Z',
        },
        {
          entity: 'feature:ranking',
          title: 'Ranking',
          team: 'search',
          lastSeenAt: '2023-12-05T00:00:00.000Z',
        },
        { entity: 'feature:sort', title: 'sort', team: 'search', lastSeenAt: '2023-12-06T00:00:00.000Z' },
      ],
    });
  });

  it('one record asks of that one, and of nobody else’s', async () => {
    await january();
    expect(await recordsOf('feature:sort')).toEqual(['feature:sort']);
    expect(await recordsOf('team:search')).toEqual(['team:search']);
    expect(await recordsOf('feature:other')).toEqual([]);
    expect(await recordsOf('feature:none')).toEqual([]);
  });

  it('asks no more of what was confirmed, changed, retired or given away since', async () => {
    const world = await january();
    await world.tell(verified('feature:sort', '2024-02-02'));
    expect(await recordsOf('all')).toEqual(['team:search', 'feature:ranking']);
    expect(await recordsOf('feature:sort')).toEqual([]);
    await world.tell(registered('ranking', '2024-02-03', { title: 'Ranking by use' }));
    expect(await recordsOf('all')).toEqual(['team:search']);
    await world.tell(registered('late', '2023-12-20'), registered('gone', '2023-12-20'));
    expect(await recordsOf('all')).toEqual(['team:search', 'feature:gone', 'feature:late']);
    await world.tell(
      fact('FeatureRetired', '2024-02-03', { feature: 'gone' }),
      registered('late', '2024-02-03', { team: 'code' }),
    );
    expect(await recordsOf('all')).toEqual(['team:search']);
  });

  it('asks nothing of what is snoozed, as long as it is; what is due does not either', async () => {
    const world = await january();
    await world.tell(
      fact('EntitySnoozed', '2024-02-02', { entity: 'feature:sort', until: '2024-04-01T00:00:00.000Z' }),
      fact('EntitySnoozed', '2024-02-02', { entity: 'team:search', until: '2024-03-01T00:00:00.000Z' }),
    );
    expect(await recordsOf('all')).toEqual(['feature:ranking']);
    expect(await recordsOf('feature:sort')).toEqual([]);
    expect(await recordsOf('all', '2024-03-01T00:00:00.000Z')).toEqual(['team:search', 'feature:ranking']);
    const due = await readDue(table(), 'search', NOW);
    expect(due?.records.map(({ entity }) => entity)).toEqual(['feature:ranking']);
  });

  it('a step asks until somebody said that it is done, for that period', async () => {
    const world = await january();
    const step = { kind: 'step', title: 'Team search', step: 'okr', period: '2024-01' };
    const done = (period: string) =>
      fact('CadenceCompleted', '2024-02-03', { team: 'search', step: 'okr', period });
    expect(await asked('step:okr:2024-01')).toEqual({ ...step, isDone: false });
    await world.tell(done('2024-02'));
    expect(await asked('step:okr:2024-01')).toEqual({ ...step, isDone: false });
    await world.tell(done('2024-01'));
    expect(await asked('step:okr:2024-01')).toEqual({ ...step, isDone: true });
  });

  it.each(['step:okr:2023-12', 'step:strategy:2024-01', 'step:okr', 'step:', 'step:okr:2024-01:x'])(
    'asks nothing when its digest asks for no such step: %s',
    async (what) => {
      await january();
      expect(await asked(what)).toBeUndefined();
    },
  );

  it('asks nothing where there is no such digest', async () => {
    await january();
    expect(await asked('all', '2023-12')).toBeUndefined();
    expect(await asked('all', '2024-W05')).toBeUndefined();
    expect(await asked('all', '2024-01', 'none')).toBeUndefined();
  });
});
