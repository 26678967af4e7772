/**
 * Senders over HTTP. Slack, by an incoming webhook: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 * and receivers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac } from 'node:crypto';
import { publicDigest } from '../../digests/model/excerpts.ts';
import type { Access, Outcome } from '../../kernel/outgoing/exchange.ts';
import { send } from '../../kernel/outgoing/request.ts';
import { asSlack, slackPlain } from '../../outline/slack.ts';
import type { ChannelAddresses } from '../channel-addresses.ts';
import { afterAnswer, type Sent } from '../model/retry.ts';
import { type Letter, refused, type Sender } from '../notify/letter.ts';
import { outlineInside, type Rendering } from './rendering.ts';

interface HttpSending {
  readonly access: Access;
  readonly addresses: () => Promise<ChannelAddresses>;
}

const noAddress = (channel: string) =>
  refused(`this host knows no address of the channel ${channel}: add it to the addresses of channels`);

function sentBy(outcome: Outcome, now: string): Sent {
  if (outcome.kind !== 'answered') return outcome;
  const { status, headers, from } = outcome;
  return afterAnswer({ status, retryAfter: headers['retry-after'] }, from, now);
}

export const slackSender = (rendering: Rendering, { access, addresses }: HttpSending): Sender => ({
  isRepeatable: false,
  async prepare(letter) {
    const { channel, isPlain } = letter.message;
    const address = (await addresses()).get(channel);
    if (address === undefined) return noAddress(channel);
    const outline = await outlineInside(rendering, letter);
    const body = JSON.stringify(isPlain ? slackPlain(outline) : asSlack(outline));
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    return async () =>
      sentToSlack(await send(address.url, { method: 'POST', headers, body }, access), letter.now);
  },
});

/** What Slack says when it does not take blocks; it may take the same words without them. */
const TOO_RICH = /invalid_blocks|msg_blocks_too_long|invalid_payload/;
/** Slack's own word for what is wrong. */
const WORD = /^[a-z_]{1,60}$/;

function sentToSlack(outcome: Outcome, now: string): Sent {
  const sent = sentBy(outcome, now);
  if (outcome.kind !== 'answered' || sent.kind !== 'refused') return sent;
  const word = outcome.body.trim();
  const because = WORD.test(word) ? `${sent.because} (${word})` : sent.because;
  const isTooRich = outcome.status === 400 && TOO_RICH.test(word);
  return { kind: isTooRich ? 'too-rich' : 'refused', because };
}

/** The receiver recognises a repeat by its id, which stays the same. */
export const webhookSender = ({ access, addresses }: HttpSending): Sender => ({
  isRepeatable: true,
  async prepare(letter) {
    const { id, channel } = letter.message;
    const address = (await addresses()).get(channel);
    if (address === undefined) return noAddress(channel);
    const { url, secret } = address;
    if (secret === undefined)
      return refused(
        `the channel ${channel} has no secret to sign with: add one to the addresses of channels`,
      );
    const body = webhookBody(letter);
    const headers = { 'Content-Type': 'application/json', ...signed(id, letter.now, body, secret) };
    return async () => sentBy(await send(url, { method: 'POST', headers, body }, access), letter.now);
  },
});

/** The same in every repeat. It names no people, because the receiver may pass it on to anyone. */
export function webhookBody({ notice, digest }: Letter): string {
  const data = { announcement: notice.detail, digest: digest && publicDigest(digest) };
  return JSON.stringify({ type: notice.type, timestamp: notice.detail.occurredAt, data });
}

function signed(id: string, now: string, body: string, secret: string) {
  const seconds = String(Math.floor(Date.parse(now) / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` };
}
