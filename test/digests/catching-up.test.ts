import { describe, expect, it } from '@jest/globals';
import type { Every } from '../../events/fields.ts';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import { digestHeadlines, readDigest } from '../../functions/digests/store/digests.ts';
import { tableOn } from '../support/databases.ts';
import { digestsOn } from '../support/digests.ts';
import { fact, registered } from '../support/facts.ts';
import { team, worldOn } from './world.ts';

const table = tableOn();

const hourly = { schedule: 'hourly' };
const monthly = { schedule: 'monthly' };

const made = async (audience: string, every: Every = 'month') =>
  (await digestHeadlines(table(), audience, every)).map(({ period }) => period).reverse();

describe('After an outage', () => {
  it('a team that was registered meanwhile gets the months it was there, and the whole lacks none', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('search'));
    await digests.fire(monthly, '2024-02-01T07:00:00.000Z');
    await tell(team('code', {}, '2024-03-10'));
    await digests.fire(hourly, '2024-06-11T10:00:00.000Z');
    expect(await made('team:search')).toEqual(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05']);
    expect(await made('all')).toEqual(await made('team:search'));
    expect(await made('team:code')).toEqual(['2024-03', '2024-04', '2024-05']);
    const whole = await readDigest(table(), 'all', '2024-04');
    expect(whole?.unverified.items.map(({ entity }) => entity)).toEqual(['team:search', 'team:code']);
    expect(
      digests.ready.filter(({ audience }) => audience === 'team:code').map(({ period }) => period),
    ).toEqual(expect.arrayContaining(['2024-05']));
    expect(
      digests.ready.some(({ audience, period }) => audience === 'team:code' && period === '2024-04'),
    ).toBe(false);
  });

  it('the whole waits for a team whose month is not over, and makes up for nothing out of order', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('early'), team('late', { timeZone: 'America/New_York' }));
    await digests.fire(hourly, '2024-02-01T07:00:00.000Z');
    // Only what lives in UTC: the team in New York lacks February, and the whole waits for it.
    await digests.fire({ ...monthly, zone: 'UTC' }, '2024-04-01T01:00:00.000Z');
    expect(await made('team:early')).toEqual(['2024-01', '2024-02', '2024-03']);
    expect(await made('all')).toEqual(['2024-01']);
    await digests.fire(hourly, '2024-04-01T02:00:00.000Z');
    expect(await made('all')).toEqual(['2024-01', '2024-02']);
    await digests.fire(hourly, '2024-04-01T05:00:00.000Z');
    expect(await made('all')).toEqual(['2024-01', '2024-02', '2024-03']);
  });

  it('the whole makes up for no month before one that waits for a team, though that is gone since', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('early'), team('late', { timeZone: 'America/New_York' }));
    await digests.fire(hourly, '2024-02-01T07:00:00.000Z');
    await tell(fact('RecordRetired', '2024-03-10', { entity: 'team:late' }));
    await digests.fire({ ...monthly, zone: 'UTC' }, '2024-04-01T05:00:00.000Z');
    expect(await made('all')).toEqual(['2024-01']);
    await digests.fire(hourly, '2024-04-01T06:00:00.000Z');
    expect(await made('team:late')).toEqual(['2024-01', '2024-02']);
    expect(await made('all')).toEqual(['2024-01', '2024-02', '2024-03']);
  });

  it('a team that was gone for a while lacks the months in which it was not there', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('search'));
    await digests.fire(monthly, '2024-02-01T07:00:00.000Z');
    await tell(
      fact('RecordRetired', '2024-02-10', { entity: 'team:search' }),
      team('search', {}, '2024-04-10'),
    );
    await digests.fire(hourly, '2024-06-11T10:00:00.000Z');
    expect(await made('team:search')).toEqual(['2024-01', '2024-04', '2024-05']);
    expect(await made('all')).toEqual(['2024-01', '2024-04', '2024-05']);
  });
});

describe('A team that moves its time zone', () => {
  it('gets no second digest of a month, further west or further east', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('search', { timeZone: 'Asia/Kolkata' }));
    await digests.fire(hourly, '2024-02-29T19:00:00.000Z');
    const first = await readDigest(table(), 'team:search', '2024-02');
    expect(first).toMatchObject({ zone: 'Asia/Kolkata', until: '2024-02-29T18:30:00.000Z' });
    await tell(team('search', { timeZone: 'America/New_York' }, '2024-02-29'));
    for (const now of ['2024-02-29T20:00:00.000Z', '2024-03-01T06:00:00.000Z'])
      await digests.fire(hourly, now);
    expect(await readDigest(table(), 'team:search', '2024-02')).toEqual(first);
    await digests.fire(hourly, '2024-04-01T05:00:00.000Z');
    expect(await readDigest(table(), 'team:search', '2024-03')).toMatchObject({ zone: 'America/New_York' });
    await tell(team('search', { timeZone: 'Pacific/Auckland' }, '2024-04-01'));
    await digests.fire(hourly, '2024-04-01T06:00:00.000Z');
    // January is the first of the whole, in UTC: its team was asked for it.
    expect(await made('team:search')).toEqual(['2024-01', '2024-02', '2024-03']);
    const told = digests.ready
      .filter(({ audience }) => audience === 'team:search')
      .map(({ period }) => period);
    expect(new Set(told).size).toBe(told.length);
  });
});

describe('A team that nobody registered', () => {
  it('has digests once something belongs to it, whatever else is said of it', async () => {
    const { tell, digests } = worldOn(table());
    await tell(
      registered('ranking', '2024-01-05', { team: 'ghost' }),
      fact('CadenceCompleted', '2024-01-10', { team: 'ghost', step: 'okr', period: '2024-01' }),
    );
    await digests.fire(monthly, '2024-02-01T07:00:00.000Z');
    const digest = await readDigest(table(), 'team:ghost', '2024-01');
    expect(digest).toMatchObject({ title: 'ghost', zone: 'UTC', features: { total: 1 } });
  });
});

describe('A period that is asked for by its name', () => {
  it('is made where it is missing and over, and nobody is told', async () => {
    const { tell, digests } = worldOn(table());
    await tell(team('search', {}, '2023-01-10'));
    expect(await digests.fire({ period: '2023-05' }, '2024-02-05T00:00:00.000Z')).toBe(2);
    expect(await digests.fire({ period: '2023-05' }, '2024-02-05T00:00:00.000Z')).toBe(0);
    expect(await digests.fire({ period: '2022-12' }, '2024-02-05T00:00:00.000Z')).toBe(0);
    expect(await digests.fire({ period: '2024-02' }, '2024-02-05T00:00:00.000Z')).toBe(0);
    expect(await digests.fire({ period: '2023-W20' }, '2024-02-05T00:00:00.000Z')).toBe(2);
    expect(await made('team:search')).toEqual(['2023-05']);
    expect(await made('all', 'week')).toEqual(['2023-W20']);
    expect(digests.ready).toEqual([]);
  });
});

describe('A team whose digest cannot be made', () => {
  it('holds up no other team, and is heard of', async () => {
    const { tell } = worldOn(table());
    await tell(team('broken'), team('search'));
    const announced: string[] = [];
    const announce = async (all: readonly { readonly detail: object }[]) => {
      const told = JSON.stringify(all);
      if (told.includes('team:broken')) throw new Error('the bus does not take it');
      announced.push(told);
    };
    const making = { table: table(), now: '2024-02-01T07:00:00.000Z' };
    await expect(makeDigests({ ...making, announce }, { everies: ['month'] })).rejects.toThrow(
      'the bus does not take it',
    );
    expect(await made('team:search')).toEqual(['2024-01']);
    expect(announced.filter((told) => told.includes('team:search'))).toHaveLength(1);
    const digests = digestsOn(table());
    await digests.fire(monthly, '2024-02-01T08:00:00.000Z');
    expect(digests.ready.map(({ audience, occurredAt }) => `${audience} ${occurredAt}`)).toEqual([
      'team:broken 2024-02-01T07:00:00.000Z',
    ]);
  });
});
