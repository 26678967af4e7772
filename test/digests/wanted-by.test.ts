import { describe, expect, test } from '@jest/globals';
import { wantedBy } from '../../functions/digests/digest/handler.ts';

describe('A schedule of digests', () => {
  test.each([
    [{ schedule: 'hourly' }, { everies: ['week', 'month', 'quarter'] }],
    [{ schedule: 'weekly' }, { everies: ['week'] }],
    [{ schedule: 'monthly' }, { everies: ['month'] }],
    [{ schedule: 'quarterly' }, { everies: ['quarter'] }],
    [
      { schedule: 'monthly', zone: 'Europe/Berlin' },
      { everies: ['month'], zone: 'Europe/Berlin' },
    ],
    [
      { schedule: 'hourly', zone: 'UTC' },
      { everies: ['week', 'month', 'quarter'], zone: 'UTC' },
    ],
    [{ period: '2024-03' }, { everies: ['month'], period: '2024-03' }],
    [{ period: '2024-W09' }, { everies: ['week'], period: '2024-W09' }],
    [{ period: '2020-W53' }, { everies: ['week'], period: '2020-W53' }],
    [{ period: '2024-Q1' }, { everies: ['quarter'], period: '2024-Q1' }],
  ])('%j asks for %j', (event, wanted) => {
    expect(wantedBy(event)).toEqual(wanted);
  });

  test.each([
    undefined,
    null,
    'monthly',
    [],
    {},
    { source: 'aws.scheduler' },
    { schedule: 'yearly' },
    { schedule: 'MONTHLY' },
    { schedule: ['monthly'] },
    { schedule: 'constructor' },
    { schedule: 'monthly', zone: 'Europe/Atlantis' },
    { schedule: 'monthly', zone: '+01:00' },
    { schedule: 'monthly', zone: '' },
    { schedule: 'monthly', zone: null },
    { schedule: 'monthly', team: 'search' },
    { schedule: 'monthly', period: '2024-03' },
    { period: '2024-13' },
    { period: '2024-00' },
    { period: '2021-W53' },
    { period: '2024-Q5' },
    { period: '2024-3' },
    { period: 202_403 },
    { period: '2024-03', zone: 'UTC' },
    { period: '2024-03\n' },
  ])('is refused when it is none of ours, with what ours are: %j', (event) => {
    expect(() => wantedBy(event)).toThrow(
      expect.objectContaining({
        name: 'ScheduleUnknownError',
        message:
          'This schedule is not known. Digests are asked for by {"schedule": "hourly" | "weekly" | "monthly" | "quarterly", "zone"?} or {"period": "2024-03"}.',
      }),
    );
  });
});
