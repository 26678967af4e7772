import { describe, expect, it } from '@jest/globals';
import { takeWrite } from '../../functions/notifications/store/outgoing-limits.ts';
import { aDigest } from '../digests/model/a-digest.ts';
import { channel, digestReady, flagged, minutesAfter, NOON, worldOn } from './world.ts';

const HOUR = 3_600_000;
const world = worldOn();
const AT_APP = { kind: 'github', repository: 'acme/app' } as const;
const ISSUE = channel('issue', { ...AT_APP, issue: 7, about: ['digest', 'flagged'] });
const CHECK = channel('check', { ...AT_APP, ref: 'main' });

const cleared = (id: string, occurredAt: string) => {
  const { detail } = flagged(id, occurredAt);
  return { 'detail-type': 'ProjectCleared', detail: { ...detail, verdict: 'exempt' } };
};

describe('A comment', () => {
  it('is kept up to date in place, one for each thing that is told of', async () => {
    const { github, ...to } = world();
    github.comments.push({ id: 1, body: 'A comment of somebody.' });
    await to.tell(ISSUE);
    await to.keep(aDigest);
    await to.keep({ ...aDigest, period: '2024-04' });
    await to.announce(digestReady(), flagged('one'));
    const later = minutesAfter(NOON, 60);
    await to.at(later);
    await to.announce(digestReady({ period: '2024-04' }, later), cleared('two', later));
    expect(github.comments.map(({ body }) => body)).toEqual([
      'A comment of somebody.',
      expect.stringContaining('April 2024'),
      expect.stringContaining('no longer flagged'),
    ]);
  });

  it('stays as it is when what comes is older', async () => {
    const { github, ...to } = world();
    await to.tell(ISSUE);
    await to.announce(cleared('two', NOON), flagged('one', minutesAfter(NOON, -60)));
    expect(github.comments).toEqual([{ id: 1, body: expect.stringContaining('no longer flagged') }]);
  });

  it('is found on an issue with hundreds of them', async () => {
    const { github, ...to } = world();
    for (let id = 1; id <= 250; id += 1) github.comments.push({ id, body: 'A comment of somebody.' });
    await to.tell(ISSUE);
    await to.announce(flagged('one'));
    await to.announce(cleared('two', minutesAfter(NOON, 1)));
    expect(github.comments).toHaveLength(251);
  });

  it('is not written twice by two functions at once', async () => {
    const { github, ...to } = world();
    await to.tell(ISSUE);
    await Promise.all([to.announce(flagged('one')), to.announce(cleared('two', minutesAfter(NOON, -1)))]);
    await to.later(5);
    expect(github.comments).toHaveLength(1);
    expect((await to.recent('issue')).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('names no people, and holds no link that confirms', async () => {
    const { github, ...to } = world();
    const partners = [{ role: 'pmm', person: 'Grace Hopper' }];
    const [first] = aDigest.cadence.items;
    if (first === undefined) throw new TypeError('The digest has no step of a cadence.');
    await to.tell(ISSUE);
    await to.keep({ ...aDigest, cadence: { items: [{ ...first, partners }], total: 1 } });
    await to.announce(digestReady());
    expect(github.comments[0]?.body).toContain('https://shipshape.example/digests/');
    expect(github.comments[0]?.body).not.toMatch(/Grace|confirm\//);
  });
});

describe('A check', () => {
  it('is neutral, once a message, on the newest commit', async () => {
    const { github, ...to } = world();
    await to.tell(CHECK);
    await to.keep(aDigest);
    await to.announce(digestReady());
    await to.announce(digestReady());
    expect(github.checks).toMatchObject([
      { name: 'Shipshape', status: 'completed', conclusion: 'neutral', head_sha: github.head },
    ]);
  });

  it.each(['../../../acme/other', '.', 'main/..'])('of a ref %s is not asked for', async (ref) => {
    const { github, ...to } = world();
    await to.tell(channel('check', { ...AT_APP, ref }));
    await to.keep(aDigest);
    await to.announce(digestReady());
    expect(github.got).toEqual([]);
    expect(await to.failed()).toMatchObject([{ because: 'its ref is not the name of a branch' }]);
  });
});

describe('GitHub', () => {
  it.each([
    [
      'a secondary limit',
      { status: 403, body: '{"message":"You have exceeded a secondary rate limit."}' },
      60,
    ],
    ['a Retry-After', { status: 429, headers: { 'Retry-After': '300' } }, 300],
    [
      'a limit that is used up',
      {
        status: 403,
        headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(Date.parse(NOON) / 1000 + 600) },
      },
      600,
    ],
  ] as const)('with %s is left alone by all its channels until then', async (_name, answer, seconds) => {
    const { github, ...to } = world();
    await to.tell(ISSUE, CHECK);
    await to.keep(aDigest);
    github.behave(answer, 'ok');
    await to.announce(flagged('one'));
    await to.announce(digestReady());
    await to.later(seconds / 60 - 0.1);
    expect(github.got).toHaveLength(1);
    await to.later(0.1);
    expect([github.comments.length, github.checks.length]).toEqual([2, 1]);
  });

  it.each([301, 401, 403, 404, 410, 422])('that answers with %i is asked once', async (status) => {
    const { github, ...to } = world();
    await to.tell(ISSUE);
    github.behave({ status });
    await to.announce(flagged('one'));
    await to.later(600);
    expect(github.got).toHaveLength(1);
    expect(await to.failed()).toHaveLength(1);
  });

  it('gets what is too much for one minute in the next ones', async () => {
    const { github, ...to } = world();
    await to.tell(ISSUE);
    const all = Array.from({ length: 100 }, (_none, at) => {
      const { detail, ...rest } = flagged(`${at}`);
      return { ...rest, detail: { ...detail, project: `p${at}` } };
    });
    await to.announce(...all);
    expect(github.comments.length).toBeLessThanOrEqual(80);
    for (let minute = 0; minute < 5; minute += 1) await to.later(1);
    expect(github.comments).toHaveLength(100);
  });
});

describe('Writes at GitHub', () => {
  it('are at most 80 in any minute and 500 in any hour, and go on', async () => {
    const { table } = world();
    const written: number[] = [];
    for (let at = Date.parse(NOON); at < Date.parse(NOON) + 2.5 * HOUR; at += 20_000)
      while ((await takeWrite(table, new Date(at).toISOString())) === undefined) written.push(at);
    for (const from of written) {
      const within = (length: number) => written.filter((at) => at >= from && at < from + length).length;
      expect(within(60_000)).toBeLessThanOrEqual(80);
      expect(within(HOUR)).toBeLessThanOrEqual(500);
    }
    expect(written.length).toBeGreaterThan(500);
  });
});
