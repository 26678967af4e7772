import { describe, expect, it } from '@jest/globals';
import { readStepRates } from '../../functions/digests/store/digests-report.ts';
import { tableOn } from '../support/databases.ts';
import { fact } from '../support/facts.ts';
import { store } from '../support/store.ts';

const team = fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search' });
const rubric = fact('RubricPublished', '2024-01-05', {
  rubricVersion: '1',
  categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good docs.' }],
  cadence: [{ step: 'strategy', every: 'month', title: 'Strategy page' }],
});

describe('The steps of a team', () => {
  const table = tableOn();

  it('are counted from when they were asked on, month by month, done or missed', async () => {
    await store(table(), [
      team,
      rubric,
      fact('CadenceCompleted', '2024-02-27', { team: 'search', step: 'strategy', period: '2024-02' }),
    ]);
    expect(await readStepRates(table(), 'search', '2024-04-02T00:00:00.000Z')).toEqual([
      {
        step: 'strategy',
        done: 1,
        of: 3,
        periods: [
          { period: '2024-01', isDone: false },
          { period: '2024-02', isDone: true },
          { period: '2024-03', isDone: false },
        ],
      },
    ]);
  });

  it('are none where no rubric asks for any', async () => {
    await store(table(), [team]);
    expect(await readStepRates(table(), 'search', '2024-04-02T00:00:00.000Z')).toEqual([]);
  });
});
