import { describe, expect, it } from '@jest/globals';
import { tableOn } from '../support/databases.ts';
import { fact, registered } from '../support/facts.ts';
import { rubric, team, verified, type World, worldOn } from './world.ts';

const table = tableOn();

const okr = { step: 'okr', every: 'month', title: 'OKRs' } as const;
const data = { step: 'product-data', every: 'month', title: 'Product data', confirms: 'features' } as const;
const page = { step: 'strategy', every: 'month', title: 'Strategy page' } as const;

const done = (step: 'okr' | 'strategy', period: string, day: string) =>
  fact('CadenceCompleted', day, { team: 'search', step, period });

async function statesOf({ of }: World, month: string): Promise<string[]> {
  const { cadence } = await of(month);
  return cadence.items.filter(({ period }) => period === month).map(({ step, state }) => `${step} ${state}`);
}

describe('A step of the cadence', () => {
  it('is done when somebody said so, and the rate is told with that of the period before', async () => {
    const world = worldOn(table());
    await world.tell(rubric({ cadence: [okr, page] }), team('search'));
    await world.tell(done('okr', '2024-01', '2024-01-30'), done('strategy', '2024-01', '2024-01-30'));
    await world.endOf('2024-01');
    await world.tell(done('okr', '2024-02', '2024-02-20'));
    await world.endOf('2024-02');
    expect(await statesOf(world, '2024-01')).toEqual(['okr done', 'strategy done']);
    expect(await statesOf(world, '2024-02')).toEqual(['strategy overdue', 'okr done']);
    expect(await world.of('2024-01')).toMatchObject({ completion: { done: 2, of: 2 } });
    expect((await world.of('2024-01')).completionBefore).toBeUndefined();
    expect(await world.of('2024-02')).toMatchObject({
      completion: { done: 1, of: 2 },
      completionBefore: { done: 2, of: 2 },
      trend: [
        { period: '2024-01', completion: { done: 2, of: 2 } },
        { period: '2024-02', completion: { done: 1, of: 2 } },
      ],
    });
    expect((await world.of('2024-02')).actions).toContainEqual({
      text: 'Do “Strategy page” for February 2024, or say that it is done.',
      entity: 'team:search',
      confirms: 'step:strategy:2024-02',
    });
    expect(await world.of('2024-02', 'all')).toMatchObject({
      completion: { done: 1, of: 2 },
      completionBefore: { done: 2, of: 2 },
    });
  });

  it('that confirms features is done when all of them were verified, without those that are snoozed', async () => {
    const world = worldOn(table());
    await world.tell(
      rubric({ cadence: [data] }),
      team('search'),
      registered('ranking', '2023-12-05'),
      registered('sort', '2023-12-05'),
      registered('asleep', '2023-12-05'),
      fact('EntitySnoozed', '2023-12-06', { entity: 'feature:asleep', until: '2024-09-01T00:00:00.000Z' }),
    );
    await world.tell(verified('feature:ranking', '2024-01-10'), verified('feature:sort', '2024-01-11'));
    await world.endOf('2024-01');
    await world.tell(verified('feature:ranking', '2024-02-10'));
    await world.endOf('2024-02');
    expect(await statesOf(world, '2024-01')).toEqual(['product-data done']);
    expect(await statesOf(world, '2024-02')).toEqual(['product-data overdue']);
    expect((await world.of('2024-02')).unverified.items.map(({ entity }) => entity)).toEqual([
      'team:search',
      'feature:sort',
    ]);
  });
});
