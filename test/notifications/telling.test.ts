import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { aDigest, aQuietDigest } from '../digests/model/a-digest.ts';
import { fact } from '../support/facts.ts';
import { channel, digestReady, flagged, minutesAfter, NOON, SECRET, SLACK, worldOn } from './world.ts';

const world = worldOn();
const SEARCH = fact('TeamRegistered', '2024-01-01', {
  team: 'search',
  title: 'Search',
  email: 'search@acme.example',
  contacts: { pmm: 'ada', em: 'eve' },
});
const ADA = fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', email: 'ada@acme.example' });
const EVE = fact('PersonRegistered', '2024-01-01', { person: 'eve', name: 'Eve', email: 'eve@acme.example' });

const texts = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const titlesAt = (posts: readonly { readonly body: string }[]) =>
  posts.map(({ body }): unknown => JSON.parse(body).text);

describe('A digest', () => {
  it('goes to Slack once, however often it is announced and whenever the schedule looks', async () => {
    const { slack, ...to } = world();
    await to.tell(SLACK);
    await to.keep(aDigest);
    await to.announce(digestReady());
    await to.announce(digestReady(), digestReady());
    await to.later(5);
    await to.later(60 * 24 * 6);
    await to.announce(digestReady());
    expect(titlesAt(slack.got)).toEqual([expect.stringContaining('Search, March 2024')]);
    expect(await to.recent('search-slack')).toMatchObject([
      { type: 'DigestReady', state: 'sent', endedAt: NOON },
    ]);
  });

  it('is signed for a webhook as Standard Webhooks says, with the same id in a repeat', async () => {
    const { webhook, ...to } = world();
    await to.tell(channel('search-hook', { kind: 'webhook' }));
    await to.keep(aDigest);
    webhook.behave({ status: 500 }, 'ok');
    // The library looks at the clock of the machine.
    const now = new Date().toISOString();
    await to.at(now);
    await to.announce(digestReady({}, now));
    await to.later(2);
    const [first, second] = webhook.got;
    expect(webhook.got).toHaveLength(2);
    for (const { body, headers } of webhook.got)
      expect(new Webhook(SECRET).verify(body, texts(headers))).toMatchObject({
        type: 'DigestReady',
        timestamp: now,
        data: { announcement: { audience: 'team:search' }, digest: { period: '2024-03' } },
      });
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(first?.body).not.toContain('"person"');
  });

  it('is mailed as text and HTML to whom the channel says', async () => {
    const { smtp, ...to } = world();
    await to.tell(
      SEARCH,
      ADA,
      channel('team', { kind: 'email' }),
      channel('address', { kind: 'email', to: 'list@acme.example' }),
      channel('role', { kind: 'email', role: 'pmm' }),
    );
    await to.keep(aDigest);
    await to.announce(digestReady());
    expect(smtp.got.flatMap((mail) => mail.to).toSorted()).toEqual([
      'ada@acme.example',
      'list@acme.example',
      'search@acme.example',
    ]);
    for (const { raw } of smtp.got) {
      expect(raw).toMatch(/^Message-ID: <msg_[0-9a-f]{32}@acme\.example>\r$/m);
      expect(raw).toMatch(/^Date: Mon, 01 Apr 2024 12:00:00 \+0000\r$/m);
      expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      expect(raw).toMatch(/^Subject: Search, March 2024/m);
      expect(raw).toContain('Content-Type: text/plain; charset=utf-8');
      expect(raw).toContain('Content-Type: text/html; charset=utf-8');
    }
  });

  it('with nothing in it goes to nobody', async () => {
    const { slack, ...to } = world();
    await to.tell(SLACK);
    await to.keep(aQuietDigest);
    await to.announce(digestReady());
    expect(slack.got).toEqual([]);
    expect(await to.recent('search-slack')).toEqual([]);
  });

  it('is cut to its features and launches for who asks for no more, and is nothing without them', async () => {
    const { slack, ...to } = world();
    await to.tell(channel('search-slack', { about: ['features', 'launches'] }));
    await to.keep(aDigest);
    await to.keep({
      ...aDigest,
      period: '2024-02',
      features: { items: [], total: 0 },
      upcoming: { items: [], total: 0 },
    });
    await to.announce(digestReady(), digestReady({ period: '2024-02' }));
    expect(slack.got).toHaveLength(1);
    expect(slack.got[0]?.body).not.toContain('Autoscaling');
  });

  it('that escalates is mailed to the manager once, beside the channels', async () => {
    const { slack, smtp, ...to } = world();
    await to.tell(SEARCH, EVE, SLACK, channel('team', { kind: 'email' }));
    const digest = { ...aDigest, escalates: true };
    await to.keep(digest);
    await to.announce(digestReady(digest));
    await to.announce(digestReady(digest));
    expect(slack.got).toHaveLength(1);
    expect(smtp.got.flatMap((mail) => mail.to).toSorted()).toEqual([
      'eve@acme.example',
      'search@acme.example',
    ]);
  });

  it('of everybody goes to whoever has the role for all of them', async () => {
    const { smtp, ...to } = world();
    const whole = { ...aDigest, audience: 'all', title: 'All teams' };
    await to.tell(
      fact('PersonRegistered', '2024-01-01', {
        person: 'dora',
        name: 'Dora',
        email: 'dora@acme.example',
        roles: ['product-director'],
      }),
      channel('directors', { kind: 'email', audience: 'all', role: 'product-director' }),
    );
    await to.keep(whole);
    await to.announce(digestReady(whole));
    expect(smtp.got.flatMap((mail) => mail.to)).toEqual(['dora@acme.example']);
  });

  it('for somebody without an address is given up, and says why without one', async () => {
    const to = world();
    await to.tell(
      SEARCH,
      fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada' }),
      channel('role', { kind: 'email', role: 'pmm' }),
    );
    await to.keep(aDigest);
    await to.announce(digestReady());
    expect(await to.failed()).toMatchObject([
      {
        channel: 'role',
        recipient: 'role:pmm',
        because: 'the pmm of search has no e-mail address in the catalog',
      },
    ]);
  });
});

describe('A channel that is muted', () => {
  const muted = fact('ChannelMuted', '2024-03-01', {
    channel: 'search-slack',
    until: minutesAfter(NOON, 60),
  });

  it('carries nothing, and nothing of it later', async () => {
    const { slack, ...to } = world();
    await to.tell(SLACK, muted);
    await to.keep(aDigest);
    await to.announce(digestReady());
    await to.later(120);
    expect(slack.got).toEqual([]);
    await to.announce(flagged('again', to.now()));
    await to.tell(channel('search-slack', { about: ['flagged'] }));
    await to.announce(flagged('another', to.now()));
    expect(slack.got).toHaveLength(1);
  });

  it('while a message waits for it does not get that message', async () => {
    const { slack, ...to } = world();
    await to.tell(SLACK);
    await to.keep(aDigest);
    slack.behave({ status: 500 }, 'ok');
    await to.announce(digestReady());
    await to.tell(muted);
    await to.later(30);
    await to.later(60);
    expect(slack.got).toHaveLength(1);
    expect(await to.failed()).toMatchObject([
      { because: `the channel is muted until ${minutesAfter(NOON, 60)}` },
    ]);
  });
});

describe('An announcement', () => {
  it('of what happened more than seven days ago is told to nobody', async () => {
    const { slack, ...to } = world();
    await to.tell(channel('search-slack', { about: ['flagged'] }));
    await to.announce(flagged('old', '2024-03-25T11:59:59.999Z'), flagged('new', '2024-03-25T12:00:00.000Z'));
    expect(slack.got).toHaveLength(1);
  });

  it('names people by what they call a project', async () => {
    const { slack, ...to } = world();
    await to.tell(
      channel('search-slack', { about: ['flagged'] }),
      fact('ProjectStarted', '2024-01-01', {
        project: 'rank',
        title: 'Better ranking',
        team: 'search',
        train: 'server',
      }),
    );
    await to.announce(flagged('one'));
    expect(slack.got[0]?.body).toContain('Better ranking');
    expect(slack.got[0]?.body).toContain('https://shipshape.example/releases/1.0');
  });

  it('that nobody is told of is dropped, and the others of its batch are told', async () => {
    const { slack, ...to } = world();
    await to.tell(channel('search-slack', { about: ['flagged'] }));
    await to.announce({ 'detail-type': 'DerivationRequested', detail: {} }, flagged('one'));
    expect(slack.got).toHaveLength(1);
  });
});
