import { describe, expect, it } from '@jest/globals';
import { digestHeadlines, readDigest } from '../../functions/digests/store/digests.ts';
import { tableOn } from '../support/databases.ts';
import { digestsOn } from '../support/digests.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const team = (name: string, more: object = {}) =>
  fact('TeamRegistered', '2023-12-01', { team: name, title: name, ...more });

const APRIL = '2024-04-01T07:00:00.000Z';
const monthly = { schedule: 'monthly', zone: 'UTC' };

describe('a digest', () => {
  const table = tableOn();

  it('tells who shipped nothing with its streak, who shipped and how, and what nobody verified', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      team('search', { org: 'code' }),
      started('rank', '2024-01-01'),
      started('sort', '2024-01-01'),
      registered('ranking', '2024-01-05'),
      scheduled('1.0', '2024-01-31'),
      cut('1.0', '2024-01-31'),
      scheduled('1.1', '2024-02-29'),
      cut('1.1', '2024-02-29'),
      scheduled('1.2', '2024-03-28'),
      cut('1.2', '2024-03-28'),
      change('sort', '2024-03-10', { title: 'Sort by use' }),
      change('rank', '2024-01-10'),
    );
    const digests = digestsOn(table());
    expect(await digests.fire(monthly, APRIL)).toBe(3);
    const made = await readDigest(table(), 'team:search', '2024-03');
    expect(made).toMatchObject({
      period: '2024-03',
      zone: 'UTC',
      title: 'search',
      isQuiet: false,
      silent: { total: 1, items: [{ project: 'rank', release: '1.2', streak: 2 }] },
      shipped: { total: 1, items: [{ project: 'sort', what: [{ title: 'Sort by use' }], more: 0 }] },
      unverified: { total: 2, items: [{ entity: 'team:search' }, { entity: 'feature:ranking' }] },
    });
    expect(made?.actions.map(({ entity, confirms }) => entity ?? confirms)).toEqual(['project:rank', 'all']);
    expect(await readDigest(table(), 'org:code', '2024-03')).toMatchObject({ silent: { total: 1 } });
    expect(await readDigest(table(), 'all', '2024-03')).toMatchObject({ unverified: { total: 2 } });
    expect(digests.ready.map(({ audience }) => audience)).toEqual(['team:search', 'org:code', 'all']);
  });

  it('is made once, however often and late its schedule fires, and stays as it was made', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(team('search'), registered('ranking', '2024-01-05'));
    const digests = digestsOn(table());
    await digests.fire(monthly, APRIL);
    const made = await readDigest(table(), 'team:search', '2024-03');
    await pipeline.tell(fact('RecordVerified', '2024-03-20', { entity: 'feature:ranking' }));
    await digests.fire(monthly, '2024-04-01T07:00:01.000Z');
    await digests.fire({ schedule: 'hourly' }, '2024-04-20T03:00:00.000Z');
    expect(await readDigest(table(), 'team:search', '2024-03')).toEqual(made);
    expect(
      digests.ready.filter(({ audience, period }) => audience === 'team:search' && period === '2024-03'),
    ).toHaveLength(1);
  });

  it('is made up for after an outage, and nobody is told of the months that are long over', async () => {
    await pipelineOn(table()).tell(team('search'), registered('ranking', '2024-01-05'));
    const digests = digestsOn(table());
    await digests.fire(monthly, '2024-02-01T07:00:00.000Z');
    await digests.fire({ schedule: 'hourly' }, '2024-06-11T10:00:00.000Z');
    const months = (await digestHeadlines(table(), 'team:search', 'month')).map(({ period }) => period);
    expect(months).toEqual(['2024-05', '2024-04', '2024-03', '2024-02', '2024-01']);
    const told = digests.ready
      .filter(({ audience }) => audience === 'team:search')
      .map(({ period }) => period);
    expect(told).toEqual(['2024-01', '2024-W23', '2024-05', '2024-Q1']);
  });

  it('is refused for a schedule that nobody knows', async () => {
    const digests = digestsOn(table());
    expect(() => digests.fire({ schedule: 'yearly' }, APRIL)).toThrow('This schedule is not known');
    expect(() => digests.fire({ source: 'aws.scheduler' }, APRIL)).toThrow('This schedule is not known');
  });

  it('of many teams waits until each of them has its own', async () => {
    await pipelineOn(table()).tell(
      team('early', { timeZone: 'Asia/Kolkata' }),
      team('late', { timeZone: 'America/New_York' }),
    );
    const digests = digestsOn(table());
    await digests.fire({ schedule: 'hourly' }, '2024-04-01T00:30:00.000Z');
    expect(await readDigest(table(), 'team:early', '2024-03')).toBeDefined();
    expect(await readDigest(table(), 'all', '2024-03')).toBeUndefined();
    await digests.fire({ schedule: 'hourly' }, '2024-04-01T04:30:00.000Z');
    expect(await readDigest(table(), 'all', '2024-03')).toBeDefined();
  });

  it('tells of the steps that were due in its period, done or overdue, and of those that come next', async () => {
    const step = (name: 'okr' | 'roadmap') => ({ step: name, every: 'month' as const, title: name });
    const category = {
      category: 'docs',
      title: 'Docs',
      team: 'docs',
      policy: 'team' as const,
      criteria: 'Good docs.',
    };
    await pipelineOn(table()).tell(
      team('search'),
      fact('RubricPublished', '2024-01-01', {
        rubricVersion: '1',
        categories: [category],
        cadence: [step('okr'), step('roadmap')],
      }),
      fact('CadenceCompleted', '2024-03-30', { team: 'search', step: 'okr', period: '2024-03' }),
    );
    await digestsOn(table()).fire(monthly, APRIL);
    expect(await readDigest(table(), 'team:search', '2024-03')).toMatchObject({
      completion: { done: 1, of: 2 },
      cadence: {
        items: [
          { step: 'roadmap', period: '2024-03', state: 'overdue' },
          { step: 'okr', period: '2024-04', state: 'due' },
          { step: 'roadmap', period: '2024-04', state: 'due' },
          { step: 'okr', period: '2024-03', state: 'done' },
        ],
      },
    });
  });
});
