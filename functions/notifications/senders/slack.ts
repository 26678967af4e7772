/** Slack, by an incoming webhook. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */

import type { Outcome } from '../../kernel/outgoing/exchange.ts';
import { send } from '../../kernel/outgoing/request.ts';
import { asSlack, slackPlain } from '../../outline/slack.ts';
import type { Sent } from '../model/retry.ts';
import { outlineInside, type Rendering, refused, type Sender } from '../notify/letter.ts';
import { type HttpSending, noAddress, sentBy } from './http-sending.ts';

export interface SlackSending extends HttpSending {
  readonly rendering: Rendering;
}

/** What Slack says when it does not take blocks; the same words without them it may take. */
const TOO_RICH = /invalid_blocks|msg_blocks_too_long|invalid_payload/;
/** Slack's own word for what is wrong. */
const WORD = /^[a-z_]{1,60}$/;

export const slackSender = ({ rendering, access, addresses }: SlackSending): Sender => ({
  isRepeatable: false,
  async prepare(letter) {
    const { channel, isPlain } = letter.message;
    const address = (await addresses()).get(channel);
    if (address === undefined) return refused(noAddress(channel));
    const outline = await outlineInside(rendering, letter);
    const body = JSON.stringify(isPlain ? slackPlain(outline) : asSlack(outline));
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    return async () =>
      understood(await send(address.url, { method: 'POST', headers, body }, access), letter.now);
  },
});

function understood(outcome: Outcome, now: string): Sent {
  const sent = sentBy(outcome, now);
  if (outcome.kind !== 'answered' || sent.kind !== 'refused') return sent;
  const word = outcome.body.trim();
  const because = WORD.test(word) ? `${sent.because} (${word})` : sent.because;
  const isTooRich = outcome.status === 400 && TOO_RICH.test(word);
  return { kind: isTooRich ? 'too-rich' : 'refused', because };
}
