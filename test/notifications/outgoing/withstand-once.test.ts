/** What comes again: schedules that fire twice, late or for nobody, and events that an archive replays. */
import { describe, expect, it } from '@jest/globals';
import { digestHeadlines, readDigest } from '../../../functions/digests/store/digests.ts';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { tableOn } from '../../support/databases.ts';
import { digestsOn } from '../../support/digests.ts';
import { cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { channel, minutesAfter, NOON, worldOn } from '../world.ts';

const SEARCH = fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', timeZone: 'UTC' });
const MONTHLY = { schedule: 'monthly', zone: 'UTC' };

describe('a schedule of digests', () => {
  const table = tableOn();
  const months = async () =>
    (await digestHeadlines(table(), 'team:search', 'month')).map(({ period }) => period);

  it('that fires twice at the same moment ends in one digest, announced under one id', async () => {
    await pipelineOn(table()).tell(SEARCH, registered('ranking', '2024-01-05'));
    const digests = digestsOn(table());
    const fire = () => digests.fire(MONTHLY, '2024-04-01T07:00:00.000Z');
    await Promise.all([fire(), fire(), fire()]);
    await fire();
    expect(await months()).toEqual(['2024-03']);
    expect(new Set(digests.ready.map(({ id }) => id)).size).toBe(2);
  });

  it('that fires late ends in the digest of its own period, once', async () => {
    await pipelineOn(table()).tell(SEARCH, registered('ranking', '2024-01-05'));
    const digests = digestsOn(table());
    await digests.fire(MONTHLY, '2024-04-30T23:59:59.999Z');
    await digests.fire(MONTHLY, '2024-04-30T23:59:59.999Z');
    expect(await months()).toEqual(['2024-03']);
    expect(await readDigest(table(), 'team:search', '2024-03')).toMatchObject({
      from: '2024-03-01T00:00:00.000Z',
      until: '2024-04-01T00:00:00.000Z',
    });
    await digests.fire(MONTHLY, '2024-05-01T07:00:00.000Z');
    expect(await months()).toEqual(['2024-04', '2024-03']);
  });

  it.each([
    { schedule: 'yearly' },
    { schedule: 'Monthly' },
    { schedule: '' },
    { schedule: ['monthly'] },
    { schedule: 'monthly', zone: 'Mars/Olympus' },
    { schedule: 'monthly', period: '2024-03' },
    { period: '2024-13' },
    {},
    undefined,
    'monthly',
  ])('that it is unknown, %j, is refused, and nothing is made', async (event) => {
    await pipelineOn(table()).tell(SEARCH, registered('ranking', '2024-01-05'));
    const digests = digestsOn(table());
    expect(() => digests.fire(event, '2024-04-01T07:00:00.000Z')).toThrow('This schedule is not known');
    expect(await months()).toEqual([]);
    expect(digests.ready).toEqual([]);
  });
});

describe('an archive that is replayed', () => {
  const world = worldOn();
  const about = ['digest', 'flagged'] as const;
  const AT_APP = { kind: 'github', repository: 'acme/app', issue: 7 } as const;
  const CHANNELS = [
    channel('search-slack', { about: [...about] }),
    channel('search-hook', { kind: 'webhook', about: [...about] }),
    channel('mail', { kind: 'email', to: 'list@acme.example', about: [...about] }),
    channel('issue', { ...AT_APP, about: [...about] }),
  ];
  const FACTS = [
    SEARCH,
    ...CHANNELS,
    started('rank'),
    scheduled('1.0', '2024-03-28'),
    cut('1.0', '2024-03-28'),
  ];
  const again = (entry: object) => ({ ...entry, 'replay-name': 'all-of-march' });

  it('tells nobody anything again, however often, and leaves the ledgers as they are', async () => {
    const { table, slack, webhook, smtp, github, ...to } = world();
    const pipeline = pipelineOn(table);
    const digests = digestsOn(table);
    const announcements = () => [
      ...pipeline.announced('ProjectFlagged').map(({ type, detail }) => ({ 'detail-type': type, detail })),
      ...digests.ready.map((detail) => ({ 'detail-type': 'DigestReady', detail })),
    ];
    const arrived = () => [slack.got, webhook.got, smtp.got, github.writes].map(({ length }) => length);
    const ledgers = async () => (await dump(table)).join('\n');

    await pipeline.tell(...FACTS);
    await digests.fire(MONTHLY, '2024-04-01T07:00:00.000Z');
    await to.announce(...announcements());
    const [told, kept] = [arrived(), await ledgers()];
    expect(told).toEqual([2, 2, 2, 2]);

    for (const day of [0, 1, 6, 40]) {
      await to.at(minutesAfter(NOON, day * 24 * 60));
      await pipeline.tell(...FACTS.toReversed().map(again));
      await to.announce(...announcements().map(again));
    }
    expect(announcements().length).toBeGreaterThan(2);
    expect(arrived()).toEqual(told);
    expect(await ledgers()).toBe(kept);
  });
});
