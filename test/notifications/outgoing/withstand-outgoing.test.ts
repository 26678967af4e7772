/** What goes out, and whatever receivers can answer, on a clock that stands still until it is moved. */
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Access } from '../../../functions/kernel/outgoing/exchange.ts';
import { accessTo } from '../../../functions/kernel/outgoing/request.ts';
import { notify, sendDue } from '../../../functions/notifications/notify/handler.ts';
import { TIMEOUT_MS } from '../../../functions/notifications/senders/mail/compose.ts';
import { webhookSender } from '../../../functions/notifications/senders/over-http.ts';
import { aDigest } from '../../digests/model/a-digest.ts';
import { channel, digestReady, flagged, NOON, SECRET, type World, worldOn } from '../world.ts';

const world = worldOn();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const SLACK = channel('search-slack', { about: ['flagged'] });
const HOOK = channel('search-hook', { kind: 'webhook', about: ['flagged'] });
const AT_APP = { kind: 'github', repository: 'acme/app' } as const;
const ISSUE = channel('issue', { ...AT_APP, issue: 7, about: ['flagged'] });
const CHECK = channel('check', { ...AT_APP, ref: 'main', about: ['flagged'] });

const secondsAfterNoon = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();

async function days(to: World, count: number): Promise<void> {
  for (let turn = 0; turn < count * 24; turn += 1) await to.later(60);
}

it.each([
  ['Slack', SLACK, ({ slack }: World) => slack],
  ['a receiver of webhooks', HOOK, ({ webhook }: World) => webhook],
] as const)('a 429 of %s is waited for as long as it says, to the second', async (_who, registered, of) => {
  const to = world();
  const receiver = of(to);
  await to.tell(registered);
  receiver.behave({ status: 429, headers: { 'Retry-After': '30' } }, 'ok');
  await to.announce(flagged('one'));
  await to.at(secondsAfterNoon(29));
  expect(receiver.got).toHaveLength(1);
  await to.at(secondsAfterNoon(30));
  expect(receiver.got).toHaveLength(2);
  await days(to, 1);
  expect(receiver.got).toHaveLength(2);
});

// Not in a dead-letter queue: the message is kept with Slack's own word for it, where people look, and an alarm rings.
it.each(['invalid_blocks', 'msg_blocks_too_long'])(
  'a 400 of Slack, %s, gets plain text once, and then the message parks',
  async (body) => {
    const { slack, ...to } = world();
    slack.behave({ status: 400, body });
    await to.tell(SLACK);
    await to.announce(flagged('one'));
    await days(world(), 2);
    expect(slack.got.map((got) => 'blocks' in JSON.parse(got.body))).toEqual([true, false]);
    expect(await to.failed()).toMatchObject([
      { channel: 'search-slack', because: expect.stringContaining(`(${body})`) },
    ]);
  },
);

const slackMessage = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      text: z.object({ text: z.string() }).optional(),
      elements: z.array(z.object({ text: z.string() })).optional(),
    }),
  ),
});

// How 51 blocks become 50, and 3,001 characters two sections, is in slack-blocks.test.ts.
it.each([
  ['more than 50 blocks of words', 'word '.repeat(40)],
  ['titles of 3,001 characters', 'x'.repeat(3001)],
  ['titles of signs that take five characters each', '&'.repeat(3001)],
])('a digest with %s comes to Slack within its limits, with what to do next', async (_what, title) => {
  const { slack, ...to } = world();
  const many = <Item extends object>(items: readonly Item[]) =>
    Array.from({ length: 30 }, (_none, at) => ({ ...items[at % items.length], title }) as Item);
  await to.tell(channel('search-slack'));
  await to.keep({
    ...aDigest,
    silent: { items: many(aDigest.silent.items), total: 500 },
    features: { items: many(aDigest.features.items), total: 500 },
    unverified: { items: many(aDigest.unverified.items), total: 500 },
  });
  await to.announce(digestReady());
  expect(slack.got).toHaveLength(1);
  const body = slack.got[0]?.body ?? '';
  const { blocks } = slackMessage.parse(JSON.parse(body));
  const texts = blocks.flatMap(({ text, elements = [] }) => [...(text ? [text] : []), ...elements]);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(Math.max(...texts.map(({ text }) => text.length))).toBeLessThanOrEqual(3000);
  expect(body.length).toBeLessThanOrEqual(12_000);
  expect(body).toContain('What to do next');
});

describe('GitHub', () => {
  it('that answers with a secondary limit is left alone for as long as it says', async () => {
    const { github, ...to } = world();
    const body = '{"message":"You have exceeded a secondary rate limit. Please wait."}';
    github.behave({ status: 403, headers: { 'Retry-After': '120' }, body }, 'ok');
    await to.tell(ISSUE);
    await to.announce(flagged('one'));
    await to.at(secondsAfterNoon(119));
    expect(github.got).toHaveLength(1);
    await to.at(secondsAfterNoon(120));
    expect(github.comments).toHaveLength(1);
  });

  it('gets 1,000 messages of one hour at most 80 a minute and 500 an hour, and each of them once', async () => {
    const { github, ...to } = world();
    const writtenAt: number[] = [];
    const look = () => {
      while (writtenAt.length < github.writes.length) writtenAt.push(Date.parse(to.now()));
    };
    await to.tell(CHECK);
    const turn = async (minutes: number) => {
      await to.later(minutes);
      look();
    };
    for (let burst = 0; burst < 10; burst += 1) {
      await to.announce(...Array.from({ length: 100 }, (_none, at) => flagged(`${burst} ${at}`, to.now())));
      look();
      for (let minute = 0; minute < 6; minute += 1) await turn(1);
    }
    for (let later = 0; later < 24; later += 1) await turn(10);
    const most = (milliseconds: number) =>
      Math.max(
        ...writtenAt.map((from) => writtenAt.filter((at) => at >= from && at < from + milliseconds).length),
      );
    expect(most(MINUTE)).toBeLessThanOrEqual(80);
    expect(most(HOUR)).toBeLessThanOrEqual(500);
    expect(github.checks).toHaveLength(1000);
    expect(new Set(github.checks.map((check) => check.external_id)).size).toBe(1000);
  });
});

it.each([404, 410, 422])('a %i of GitHub is asked for once, and the message parks', async (status) => {
  const { github, ...to } = world();
  github.behave({ status });
  await to.tell(ISSUE, CHECK);
  await to.announce(flagged('one'));
  await days(world(), 4);
  expect(github.got).toHaveLength(2);
  expect((await to.failed()).map(({ because }) => because)).toEqual(
    Array(2).fill(expect.stringContaining(`answered with ${status}`)),
  );
});

describe('an answer that does not come', () => {
  const RESOLVED = { resolve: async () => ['140.82.121.6'] };
  const failing: readonly (readonly [string, 'hang' | 'reset' | 'ok', Partial<Access>])[] = [
    ['because no name is found', 'ok', { resolve: () => Promise.reject(new Error('ENOTFOUND')) }],
    ['because names are not answered', 'ok', { resolve: () => new Promise(() => {}) }],
    ['because the connection is reset', 'reset', RESOLVED],
    ['because the receiver hangs', 'hang', RESOLVED],
  ];

  it.each(failing)(
    '%s is asked for eight times, never at the same moment as another',
    async (_why, how, more) => {
      const { notifying, webhook, ...to } = world();
      webhook.behave(how);
      const url =
        'resolve' in more && more !== RESOLVED ? 'https://nowhere.example/' : `${webhook.origin}/hook`;
      const access = { ...accessTo(['nowhere.example', webhook.origin]), timeoutMs: 50, ...more };
      const addresses = async () => new Map([['search-hook', { url, secret: SECRET }]]);
      const senders = { ...notifying.senders, webhook: webhookSender({ access, addresses }) };
      await to.tell(HOOK);
      await notify({ ...notifying, senders, random: () => 0 }, [flagged('one')]);
      await notify({ ...notifying, senders, random: () => 0.5 }, [flagged('two')]);
      const waits = (await to.recent('search-hook')).map(({ notBefore }) => notBefore);
      expect(waits.toSorted()).toEqual([secondsAfterNoon(30), secondsAfterNoon(45)]);
      for (let hour = 1; hour <= 48; hour += 1)
        await sendDue({ ...notifying, senders, now: () => secondsAfterNoon(hour * 3600) });
      const failed = await to.failed();
      expect(failed).toHaveLength(2);
      for (const { because } of failed) expect(because).toMatch(/8 times$|^it is unknown/);
      if (how !== 'ok') expect(webhook.got).toHaveLength(16);
    },
  );

  it('is waited for 10 seconds at most, over HTTP and by mail', () => {
    expect([accessTo([]).timeoutMs, TIMEOUT_MS]).toEqual([10_000, 10_000]);
  });
});
