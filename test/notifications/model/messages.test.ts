import { describe, expect, test } from '@jest/globals';
import { type Notice, readNotice } from '../../../events/notices.ts';
import type { ChannelState } from '../../../functions/catalog/model/registered.ts';
import {
  type ChannelRecord,
  ESCALATION,
  excerptFor,
  messagesFor,
  type OpenChannel,
  subscribed,
} from '../../../functions/notifications/model/messages.ts';
import { aDigest } from '../../digests/model/a-digest.ts';

const NOW = '2024-04-01T12:00:00.000Z';
const envelope = { version: 1, id: 'one', occurredAt: NOW };

function told(type: Notice['type'], detail: object): Notice {
  const read = readNotice(type, { ...envelope, ...detail });
  if (read === undefined) throw new TypeError(`Nobody is told of ${type}.`);
  return read;
}

const channel = (record: Partial<ChannelRecord> = {}, more: Partial<ChannelState> = {}): ChannelState => ({
  channel: 'one',
  record: { kind: 'slack', audience: 'all', about: ['digest'], ...record },
  ...more,
});

const flagged = (team: string) =>
  told('ProjectFlagged', { project: 'rank', team, release: '1.0', train: 'server' });
const maturity = told('MaturityChanged', { feature: 'sort', from: 'beta', to: 'ga' });
const digest = (audience: string, period = '2024-03', more: object = {}) =>
  told('DigestReady', { audience, period, ...more });

const carries = (state: ChannelState, one: Notice, org?: string) =>
  subscribed([state], one, org, NOW).length === 1;

describe('A channel carries an announcement', () => {
  const about: ChannelRecord['about'] = ['flagged', 'features'];

  test.each([
    ['all', true, true, true],
    ['teams', true, true, false],
    ['team:search', true, false, false],
    ['team:docs', false, true, false],
    ['org:cloud', true, false, false],
    ['org:other', false, false, false],
  ])('to %s by team and org', (audience, ofSearch, ofDocs, ofNobody) => {
    const state = channel({ audience, about });
    expect(carries(state, flagged('search'), 'cloud')).toBe(ofSearch);
    expect(carries(state, flagged('docs'))).toBe(ofDocs);
    expect(carries(state, maturity)).toBe(ofNobody);
  });

  test.each([
    ['all', 'all'],
    ['org:cloud', 'org:cloud'],
    ['team:search', 'team:search'],
    ['teams', 'team:search team:docs'],
  ])('when it is a digest: to %s those of %s, and no others', (audience, wanted) => {
    const audiences = ['all', 'org:cloud', 'org:other', 'team:search', 'team:docs'];
    const carried = audiences.filter((each) => carries(channel({ audience }), digest(each), 'cloud'));
    expect(carried.toSorted()).toEqual(wanted.split(' ').toSorted());
  });

  test('when it is a digest of a period that the channel asks for: months unless it says so', () => {
    const periods = ['2024-03', '2024-W13', '2024-Q1'];
    const carried = (record: Partial<ChannelRecord>) =>
      periods.filter((period) => carries(channel(record), digest('all', period)));
    expect(carried({})).toEqual(['2024-03']);
    expect(carried({ periods: ['week', 'quarter'] })).toEqual(['2024-W13', '2024-Q1']);
    expect(carried({ about: ['launches'] })).toEqual(['2024-03']);
    expect(carried({ about: ['flagged'] })).toEqual([]);
  });

  test('only on topics that it is about', () => {
    const topics = ['digest', 'flagged', 'warned', 'reviews', 'grades', 'features', 'launches'] as const;
    const carried = (one: Notice) => topics.filter((topic) => carries(channel({ about: [topic] }), one));
    expect(carried(flagged('search'))).toEqual(['flagged']);
    expect(carried(maturity)).toEqual(['features']);
    expect(carried(told('ReviewLapsed', { review: 'blog' }))).toEqual(['reviews']);
    expect(carried(digest('all'))).toEqual(['digest', 'features', 'launches']);
  });

  test('unless it is muted, gone or was never registered', () => {
    const open = channel({ about });
    expect(carries(open, flagged('search'))).toBe(true);
    expect(carries({ ...open, mutedUntil: '2024-04-01T12:00:00.001Z' }, flagged('search'))).toBe(false);
    expect(carries({ ...open, mutedUntil: NOW }, flagged('search'))).toBe(true);
    expect(carries({ ...open, retiredAt: '2024-01-01T00:00:00.000Z' }, flagged('search'))).toBe(false);
    expect(carries({ channel: 'one' }, flagged('search'))).toBe(false);
  });
});

describe('The messages of an announcement', () => {
  const open = (record: Partial<ChannelRecord>, name = 'one'): OpenChannel => ({
    channel: name,
    record: { kind: 'slack', audience: 'all', about: ['digest'], ...record },
  });

  test('have the same ids when it is announced again, and others for any other', () => {
    const ids = (one: Notice, name: string) => messagesFor(one, [open({}, name)]).map(({ id }) => id);
    expect(ids(digest('all'), 'one')).toEqual(ids(digest('all'), 'one'));
    expect(ids(digest('all'), 'two')).not.toEqual(ids(digest('all'), 'one'));
    expect(ids(digest('all', '2024-03', { id: 'two' }), 'one')).not.toEqual(ids(digest('all'), 'one'));
  });

  test.each([
    [{ kind: 'slack', role: 'pmm' }, 'channel'],
    [{ kind: 'email' }, 'team'],
    [{ kind: 'email', role: 'pmm' }, 'role:pmm'],
    [{ kind: 'email', role: 'pmm', to: 'list@acme.example' }, 'to'],
    [{ kind: 'email', role: null, to: null }, 'team'],
  ] as const)('on %o go to %s', (record, recipient) =>
    expect(messagesFor(digest('all'), [open(record)])).toMatchObject([{ recipient }]),
  );

  test('go to the manager as well, once, when a digest of a team escalates and goes out', () => {
    const escalating = digest('team:search', '2024-03', { team: 'search', escalates: true });
    const managers = (channels: Parameters<typeof messagesFor>[1], one = escalating) =>
      messagesFor(one, channels).filter((each) => each.channel === ESCALATION);
    expect(managers([open({}, 'one'), open({}, 'two')])).toMatchObject([
      { kind: 'email', recipient: 'role:em' },
    ]);
    expect(managers([])).toEqual([]);
    expect(managers([open({ about: ['features'] })])).toEqual([]);
    expect(managers([open({})], digest('team:search', '2024-03', { team: 'search' }))).toEqual([]);
  });
});

describe('What a channel carries of a digest', () => {
  test('is all of it, or its sections, of which launches are a part of what comes up', () => {
    expect(excerptFor(aDigest, ['digest', 'features'])).toBe(aDigest);
    const marketing = excerptFor(aDigest, ['features', 'launches']);
    expect(marketing.features).toEqual(aDigest.features);
    expect(marketing.upcoming.items.map(({ kind }) => kind)).toEqual(['launch']);
    expect([marketing.silent.total, marketing.grades.total, marketing.reviews.total]).toEqual([0, 0, 0]);
    expect(marketing.actions).toEqual([]);
  });

  test('is nothing when there is nothing in it for the channel', () => {
    const without = { ...aDigest, upcoming: { items: [], total: 0 } };
    expect(excerptFor(without, ['launches']).isQuiet).toBe(true);
    expect(excerptFor(without, ['launches', 'features']).isQuiet).toBe(false);
    expect(excerptFor(aDigest, ['launches']).isQuiet).toBe(false);
  });
});
