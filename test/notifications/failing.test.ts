import { describe, expect, it } from '@jest/globals';
import { aDigest } from '../digests/model/a-digest.ts';
import { fact } from '../support/facts.ts';
import { channel, digestReady, flagged, minutesAfter, NOON, SLACK, type World, worldOn } from './world.ts';

const world = worldOn();
const FLAGGED = channel('search-slack', { about: ['flagged'] });

async function afterDigest(to: World): Promise<void> {
  await to.tell(SLACK);
  await to.keep(aDigest);
  await to.announce(digestReady());
}

/** Until nothing is due any more, as the schedule does it. */
async function days(to: World, count: number): Promise<void> {
  for (let turn = 0; turn < count * 24; turn += 1) await to.later(60);
}

describe('Slack that asks to wait', () => {
  it.each([
    ['seconds', '600'],
    ['a date', 'Mon, 01 Apr 2024 12:10:00 GMT'],
  ])('in %s gets the message then and not before, nor any other of its channel', async (_name, after) => {
    const { slack, ...to } = world();
    await to.tell(FLAGGED);
    slack.behave({ status: 429, headers: { 'Retry-After': after } }, 'ok');
    await to.announce(flagged('one'));
    await to.announce(flagged('two'));
    await to.later(9.9);
    expect(slack.got).toHaveLength(1);
    await to.later(0.1);
    expect(slack.got).toHaveLength(3);
    await to.later(60);
    expect(slack.got).toHaveLength(3);
  });

  it('again and again is given up after three days', async () => {
    const { slack, ...to } = world();
    slack.behave({ status: 429, headers: { 'Retry-After': '90000' } });
    await afterDigest(world());
    await days(world(), 5);
    expect(slack.got).toHaveLength(5);
    expect(await to.failed()).toMatchObject([
      { because: expect.stringMatching(/answered with 429, for 3 days$/) },
    ]);
  });
});

describe('Slack that refuses', () => {
  it.each([301, 302, 400, 401, 403, 404, 410, 413, 422])(
    'with %i is asked once, and the message parks',
    async (status) => {
      const { slack, webhook, ...to } = world();
      slack.behave({ status, headers: { Location: `${webhook.origin}/elsewhere` }, body: 'no_text' });
      await afterDigest(world());
      await days(world(), 2);
      expect(slack.got).toHaveLength(1);
      expect(webhook.got).toEqual([]);
      const [failed] = await to.failed();
      expect(failed).toMatchObject({ channel: 'search-slack', endedAt: NOON });
      expect(failed?.because).toContain(`answered with ${status}`);
      expect(JSON.stringify(await to.failed())).not.toContain('services');
    },
  );

  it.each(['invalid_blocks', 'msg_blocks_too_long', 'invalid_payload'])(
    'blocks with %s gets plain text once',
    async (body) => {
      const { slack, ...to } = world();
      slack.behave({ status: 400, body }, 'ok');
      await afterDigest(world());
      expect(slack.got.map((got) => 'blocks' in JSON.parse(got.body))).toEqual([true, false]);
      expect(await to.recent('search-slack')).toMatchObject([{ state: 'sent' }]);
    },
  );

  it('plain text, too, gets no more', async () => {
    const { slack, ...to } = world();
    slack.behave({ status: 400, body: 'invalid_blocks' });
    await afterDigest(world());
    await days(world(), 2);
    expect(slack.got).toHaveLength(2);
    expect(await to.failed()).toHaveLength(1);
  });
});

describe('Slack that has troubles of its own', () => {
  it('with 500 is tried eight times, and the message parks', async () => {
    const { slack, ...to } = world();
    slack.behave({ status: 500 });
    await afterDigest(world());
    await days(world(), 2);
    expect(slack.got).toHaveLength(8);
    expect(await to.failed()).toMatchObject([
      { because: expect.stringMatching(/answered with 500, 8 times$/) },
    ]);
  });

  it.each(['hang', 'reset'] as const)(
    'and a %s, after which it is unknown whether it arrived, is asked once more and then no more',
    async (behaviour) => {
      const { slack, ...to } = world();
      slack.behave(behaviour);
      await afterDigest(world());
      await days(world(), 1);
      expect(slack.got).toHaveLength(2);
      expect(await to.failed()).toMatchObject([
        { because: expect.stringMatching(/^it is unknown whether it arrived/) },
      ]);
    },
  );

  it('and an answer that never ends has got the message', async () => {
    const { slack, ...to } = world();
    slack.behave('drip');
    await afterDigest(world());
    await days(world(), 1);
    expect(slack.got).toHaveLength(1);
    expect(await to.recent('search-slack')).toMatchObject([{ state: 'sent' }]);
  });

  it('and nobody at its address is tried eight times', async () => {
    const { slack, ...to } = world();
    await slack.close();
    await afterDigest(world());
    await days(world(), 1);
    const [failed] = await to.failed();
    expect(failed?.because).toMatch(/^127\.0\.0\.1:\d+: ECONNREFUSED, 8 times$/);
  });

  it('holds up no other channel', async () => {
    const { slack, webhook, ...to } = world();
    slack.behave('hang');
    await to.tell(FLAGGED, channel('search-hook', { kind: 'webhook', about: ['flagged'] }));
    await to.announce(flagged('one'), flagged('two'));
    expect(webhook.got).toHaveLength(2);
    // The second one is not tried while the first one's failure is fresh.
    expect(slack.got).toHaveLength(1);
  });
});

describe('A receiver of webhooks that hangs', () => {
  it('is tried eight times, because it knows repeats by their id', async () => {
    const { webhook, ...to } = world();
    await to.tell(channel('search-hook', { kind: 'webhook', about: ['flagged'] }));
    webhook.behave('reset');
    await to.announce(flagged('one'));
    await days(world(), 1);
    expect(webhook.got).toHaveLength(8);
    expect(new Set(webhook.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });
});

describe('A mail server', () => {
  const MAIL = [
    fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', email: 'search@acme.example' }),
    channel('mail', { kind: 'email', about: ['flagged'] }),
  ];

  it.each([
    ['takes no more for now (451)', { code: 451 }, 8, 'the mail server answered with 451, 8 times'],
    ['refuses (550)', { code: 550 }, 1, 'the mail server answered with 550: it does not take this message'],
    ['hangs', 'hang', 2, expect.stringMatching(/^it is unknown/)],
    ['goes away', 'reset', 2, expect.stringMatching(/^it is unknown/)],
  ] as const)('that %s', async (_name, behaviour, times, because) => {
    const { smtp, ...to } = world();
    await to.tell(...MAIL);
    smtp.behave(behaviour);
    await to.announce(flagged('one'));
    await days(world(), 1);
    expect(smtp.got).toHaveLength(times);
    expect(await to.failed()).toMatchObject([{ because }]);
  });

  it('that recovers gets the message once', async () => {
    const { smtp, ...to } = world();
    await to.tell(...MAIL);
    smtp.behave({ code: 451 }, { code: 451 }, 'ok');
    await to.announce(flagged('one'));
    await days(world(), 1);
    expect(smtp.got).toHaveLength(3);
    expect(await to.recent('mail')).toMatchObject([
      { state: 'sent', createdAt: NOON, endedAt: minutesAfter(NOON, 120) },
    ]);
  });
});

describe('A channel that the host knows no address of', () => {
  it('says so', async () => {
    const to = world();
    await to.tell(channel('nowhere', { about: ['flagged'] }));
    await to.announce(flagged('one'));
    expect(await to.failed()).toMatchObject([
      { because: 'this host knows no address of the channel nowhere: add it to the addresses of channels' },
    ]);
  });
});
