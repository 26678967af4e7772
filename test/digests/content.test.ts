import { describe, expect, it } from '@jest/globals';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { rubric, team, verified, worldOn } from './world.ts';

const table = tableOn();

describe('A digest leaves out', () => {
  it('a feature that somebody snoozed, and says that it did', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), registered('ranking', '2023-12-05'), registered('sort', '2023-12-05'));
    await world.tell(
      fact('EntitySnoozed', '2024-01-10', { entity: 'feature:sort', until: '2024-03-15T00:00:00.000Z' }),
    );
    for (const month of ['2024-01', '2024-02', '2024-03']) await world.endOf(month);
    const asked = async (month: string) => {
      const { unverified, snoozed } = await world.of(month);
      return { entities: unverified.items.map(({ entity }) => entity), snoozed };
    };
    const both = ['team:search', 'feature:ranking'];
    expect(await asked('2024-01')).toEqual({ entities: both, snoozed: 1 });
    expect(await asked('2024-02')).toEqual({ entities: both, snoozed: 1 });
    expect(await asked('2024-03')).toEqual({ entities: [...both, 'feature:sort'], snoozed: 0 });
    expect((await world.of('2024-02', 'all')).snoozed).toBe(1);
  });

  it('a feature that is retired, and one that became another team’s, which tells of it then', async () => {
    const world = worldOn(table());
    await world.tell(
      team('search'),
      team('code'),
      registered('old', '2023-12-05'),
      registered('moved', '2023-12-05'),
    );
    await world.tell(
      fact('FeatureRetired', '2024-01-20', { feature: 'old' }),
      registered('moved', '2024-01-20', { team: 'code' }),
    );
    await world.endOf('2024-01');
    expect(JSON.stringify(await world.of('2024-01'))).not.toMatch(/old|moved/);
    await world.endOf('2024-02');
    const { unverified } = await world.of('2024-02', 'team:code');
    expect(unverified.items.map(({ entity }) => entity)).toEqual(['team:code', 'feature:moved']);
    expect(JSON.stringify(await world.of('2024-02', 'all'))).not.toMatch(/feature:old/);
  });

  it('a team that is retired: it has no digest any more, and the whole does not wait for it', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), team('gone'), started('rank', '2023-12-01', { team: 'gone' }));
    await world.tell(scheduled('1.0', '2024-02-20'), cut('1.0', '2024-02-20'));
    await world.endOf('2024-01');
    await world.tell(fact('RecordRetired', '2024-02-25', { entity: 'team:gone' }));
    await world.endOf('2024-02');
    expect((await world.of('2024-01', 'all')).unverified.total).toBe(2);
    await expect(world.of('2024-02', 'team:gone')).rejects.toThrow('has no digest');
    expect(JSON.stringify(await world.of('2024-02', 'all'))).not.toMatch(/gone|rank/);
  });
});

describe('The digest of a month that is long over', () => {
  it('tells of the features that were the team’s then, and of no reviews: those of now were not there', async () => {
    const world = worldOn(table());
    await world.tell(team('search', {}, '2023-01-10'), team('code', {}, '2023-01-10'));
    await world.tell(
      registered('moved', '2023-02-05'),
      registered('moved', '2023-09-05', { team: 'code' }),
      fact('ReviewRequested', '2023-02-01', {
        review: 'pricing',
        changeClass: 'major-pricing-change',
        subject: 'Pricing',
        reviewers: ['team:code'],
        team: 'search',
      }),
    );
    await world.digests.fire({ period: '2023-05' }, '2024-02-05T00:00:00.000Z');
    const { unverified, reviews } = await world.of('2023-05');
    expect(unverified.items.map(({ entity }) => entity)).toEqual(['team:search', 'feature:moved']);
    expect(reviews.total).toBe(0);
    expect((await world.of('2023-05', 'team:code')).unverified.total).toBe(1);
  });
});

describe('A digest that has nothing to tell', () => {
  it('is quiet, as that of the whole is when all are', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), team('code'));
    await world.tell(verified('team:search', '2024-01-10'), verified('team:code', '2024-01-10'));
    await world.endOf('2024-01');
    for (const audience of ['team:search', 'team:code', 'all']) {
      const { isQuiet, actions } = await world.of('2024-01', audience);
      expect([isQuiet, actions]).toEqual([true, []]);
    }
    await world.tell(verified('team:search', '2024-02-10'));
    await world.endOf('2024-02');
    expect((await world.of('2024-02')).isQuiet).toBe(true);
    expect((await world.of('2024-02', 'team:code')).isQuiet).toBe(false);
    expect((await world.of('2024-02', 'all')).isQuiet).toBe(false);
  });
});

describe('A digest of many teams', () => {
  it('is the sum of those of its own teams', async () => {
    const world = worldOn(table());
    await world.tell(
      rubric({ cadence: [{ step: 'okr', every: 'month', title: 'OKRs' }] }),
      team('search', { org: 'code' }),
      team('insights', { org: 'code' }),
      team('cloud', { org: 'infra' }),
      team('lonely'),
    );
    await world.tell(
      started('rank', '2023-12-01'),
      started('charts', '2023-12-01', { team: 'insights' }),
      started('scale', '2023-12-01', { team: 'cloud' }),
      registered('ranking', '2024-01-05'),
      registered('usage', '2023-12-05', { team: 'insights' }),
      fact('ExemptionGranted', '2024-01-05', {
        project: 'scale',
        release: '1.0',
        reason: 'a rewrite',
        approver: 'team:directors',
      }),
      change('charts', '2024-01-10'),
      scheduled('1.0', '2024-01-20'),
      cut('1.0', '2024-01-20'),
      fact('CadenceCompleted', '2024-01-30', { team: 'cloud', step: 'okr', period: '2024-01' }),
    );
    await world.endOf('2024-01');
    const pointOf = async (audience: string) => (await world.of('2024-01', audience)).trend.at(-1);
    expect(await pointOf('all')).toMatchObject({ shipped: 1, silent: 1, completion: { done: 1, of: 4 } });
    expect(await pointOf('org:code')).toMatchObject({
      shipped: 1,
      silent: 1,
      completion: { done: 0, of: 2 },
    });
    expect(await pointOf('org:infra')).toMatchObject({
      shipped: 0,
      silent: 0,
      completion: { done: 1, of: 1 },
    });
    expect((await world.of('2024-01', 'all')).features.total).toBe(1);
    expect(await world.of('2024-01', 'org:infra')).toMatchObject({ title: 'infra', silent: { total: 1 } });
  });
});

describe('A review', () => {
  const requested = (review: string, day: string, more: object = {}) =>
    fact('ReviewRequested', day, {
      review,
      changeClass: 'blog-post',
      subject: `About ${review}`,
      reviewers: ['team:marketing'],
      team: 'search',
      ...more,
    });

  it('is listed while it waits and in the period in which it lapsed, unless it is snoozed, answered or of later', async () => {
    const world = worldOn(table());
    await world.tell(team('search'), team('marketing'));
    await world.tell(
      requested('lapsed', '2024-01-10'),
      requested('waiting', '2024-01-31T15:00:00.000Z'),
      requested('answered', '2024-01-31T15:00:00.000Z'),
      requested('asleep', '2024-01-31T15:00:00.000Z'),
      requested('elsewhere', '2024-01-31T15:00:00.000Z', { team: 'marketing' }),
      requested('later', '2024-02-01T01:00:00.000Z'),
      fact('ReviewAnswered', '2024-01-31T16:00:00.000Z', {
        review: 'answered',
        answer: 'approve',
        actor: 'team:marketing',
      }),
      fact('EntitySnoozed', '2024-01-31T16:00:00.000Z', {
        entity: 'review:asleep',
        until: '2024-03-01T00:00:00.000Z',
      }),
    );
    await world.endOf('2024-01');
    expect((await world.of('2024-01')).reviews.items).toMatchObject([
      { review: 'waiting', state: 'waiting', turn: 'reviewers' },
      { review: 'lapsed', state: 'no-longer-blocking', turn: 'nobody' },
    ]);
    expect((await world.of('2024-01', 'all')).reviews.total).toBe(3);
    await world.endOf('2024-02');
    expect((await world.of('2024-02')).reviews.items.map(({ review }) => review)).toEqual([
      'asleep',
      'later',
      'waiting',
    ]);
  });
});
