/** A Shipshape whose channels lead to receivers on loopback, and whose clock stands still until it is moved. */
import { afterEach, beforeEach } from '@jest/globals';
import type { Digest } from '../../functions/digests/model/model.ts';
import { storeDigest } from '../../functions/digests/store/digests.ts';
import type { Access } from '../../functions/kernel/outgoing/exchange.ts';
import { accessTo } from '../../functions/kernel/outgoing/request.ts';
import { all, type Store, type WholeStore } from '../../functions/kernel/store/store.ts';
import type { Notifying } from '../../functions/notifications/notify/deliver.ts';
import { notify, sendDue } from '../../functions/notifications/notify/handler.ts';
import { emailSender } from '../../functions/notifications/senders/email.ts';
import { githubSender } from '../../functions/notifications/senders/github/github.ts';
import { bySmtp } from '../../functions/notifications/senders/mail/by-smtp.ts';
import { slackSender, webhookSender } from '../../functions/notifications/senders/over-http.ts';
import { type Message, messageIn, messagesOf } from '../../functions/notifications/store/messages.ts';
import { failedMessages, type MessageReport } from '../../functions/notifications/store/outbox.ts';
import { aDigest } from '../digests/model/a-digest.ts';
import { tableOn } from '../support/databases.ts';
import { type Entry, fact } from '../support/facts.ts';
import { type FakeGithub, startGithub } from '../support/outgoing/github.ts';
import { type Receiver, startReceiver } from '../support/outgoing/receiver.ts';
import { type FakeSmtp, startSmtp } from '../support/outgoing/smtp.ts';
import { pipelineOn } from '../support/pipeline.ts';

export const NOON = '2024-04-01T12:00:00.000Z';
export const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
/** Long enough for an answer on loopback, short enough to be waited for. */
const TIMEOUT = 2000;

export interface World {
  readonly table: WholeStore;
  readonly slack: Receiver;
  readonly webhook: Receiver;
  readonly github: FakeGithub;
  readonly smtp: FakeSmtp;
  readonly notifying: Notifying;
  /** Records facts. */
  tell(...entries: readonly Entry[]): Promise<void>;
  /** What the queue hands over. */
  announce(...entries: readonly unknown[]): Promise<void>;
  /** Moves the clock, and does one turn of the schedule. */
  at(now: string): Promise<void>;
  later(minutes: number): Promise<void>;
  now(): string;
  failed(): Promise<MessageReport[]>;
  /** The messages of a channel, whether sent, waiting or given up. */
  recent(channel: string): Promise<Message[]>;
  keep(digest: Digest): Promise<void>;
}

export const minutesAfter = (moment: string, minutes: number) =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();

/** Opens a world for each test of the `describe` it is called in. */
export function worldOn(): () => World {
  const table = tableOn();
  let world: World | undefined;
  let fakes: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    const [slack, webhook] = [await startReceiver(), await startReceiver()];
    const [github, smtp] = [await startGithub(), await startSmtp()];
    fakes = [slack, webhook, github, smtp];
    world = open(table(), { slack, webhook, github, smtp });
  });
  afterEach(async () => {
    for (const fake of fakes) await fake.close();
  });
  return () => {
    if (world === undefined) throw new TypeError('There is a world only while a test runs.');
    return world;
  };
}

function open(table: WholeStore, fakes: Pick<World, 'slack' | 'webhook' | 'github' | 'smtp'>): World {
  let now = NOON;
  const notifying = notifyingOn(table, fakes, () => now);
  const world: World = {
    table,
    ...fakes,
    notifying,
    now: () => now,
    tell: (...entries) => pipelineOn(table).tell(...entries),
    announce: (...entries) => notify(notifying, entries),
    async at(moment) {
      now = moment;
      await sendDue(notifying);
    },
    later: (minutes) => world.at(minutesAfter(now, minutes)),
    failed: () => failedMessages(table),
    recent: async (channel) => {
      const items = await all(table.query(messagesOf(channel)));
      return items.filter((item) => 'recipient' in item).map(messageIn);
    },
    keep: async (digest) => {
      await storeDigest(table, digest);
    },
  };
  return world;
}

/** What sends to the fakes. */
export function notifyingOn(
  table: Store,
  { slack, webhook, github, smtp }: Pick<World, 'slack' | 'webhook' | 'github' | 'smtp'>,
  now: () => string,
): Notifying {
  const access: Access = {
    ...accessTo([slack.origin, webhook.origin, github.origin]),
    timeoutMs: TIMEOUT,
  };
  const rendering = { table, pages: async () => ({ base: 'https://shipshape.example', key: 'key' }) };
  const addresses = async () =>
    new Map([
      ['search-slack', { url: `${slack.origin}/services/T0/B0/secret` }],
      ['search-hook', { url: `${webhook.origin}/hook`, secret: SECRET }],
    ]);
  const token = async () => 'token';
  return {
    table,
    now,
    random: () => 0.5,
    senders: {
      slack: slackSender(rendering, { access, addresses }),
      webhook: webhookSender({ access, addresses }),
      github: githubSender({ rendering, access, base: github.origin, token }),
      email: emailSender(rendering, {
        transport: bySmtp(smtp.url, TIMEOUT),
        from: 'Shipshape <shipshape@acme.example>',
      }),
    },
  };
}

type Channel = Omit<Parameters<typeof fact<'ChannelRegistered'>>[2], 'channel'>;

export const channel = (id: string, more: Partial<Channel> = {}): Entry =>
  fact('ChannelRegistered', '2024-01-01', {
    channel: id,
    kind: 'slack',
    audience: 'team:search',
    about: ['digest'],
    ...more,
  });

export const SLACK = channel('search-slack');

/** The digest of team Search for March 2024, with what a test changes of it. */
export const digestReady = (more: Partial<Digest> = {}, occurredAt = NOON) => {
  const { period, audience, escalates, zone } = { ...aDigest, ...more };
  const team = audience.startsWith('team:') ? { team: audience.slice('team:'.length) } : {};
  const id = `DigestReady:${audience}:${period}`;
  return {
    'detail-type': 'DigestReady',
    detail: { version: 1, id, occurredAt, period, audience, zone, escalates, ...team },
  };
};

export const flagged = (id: string, occurredAt = NOON, team = 'search') => ({
  'detail-type': 'ProjectFlagged',
  detail: { version: 1, id, occurredAt, project: 'rank', team, release: '1.0', train: 'server' },
});
