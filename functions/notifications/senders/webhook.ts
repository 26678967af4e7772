/**
 * Whoever takes Standard Webhooks: what was announced, signed. A repeat has the same id, which receivers know it by.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac } from 'node:crypto';
import { publicDigest } from '../../digests/model/excerpts.ts';
import { send } from '../../kernel/outgoing/request.ts';
import { type Letter, refused, type Sender } from '../notify/letter.ts';
import { type HttpSending, noAddress, sentBy } from './http-sending.ts';

export const webhookSender = ({ access, addresses }: HttpSending): Sender => ({
  isRepeatable: true,
  async prepare(letter) {
    const { id, channel } = letter.message;
    const address = (await addresses()).get(channel);
    if (address === undefined) return refused(noAddress(channel));
    const { url, secret } = address;
    if (secret === undefined)
      return refused(
        `the channel ${channel} has no secret to sign with: add one to the addresses of channels`,
      );
    const body = bodyOf(letter);
    const headers = { 'Content-Type': 'application/json', ...signed(id, letter.now, body, secret) };
    return async () => sentBy(await send(url, { method: 'POST', headers, body }, access), letter.now);
  },
});

/** The same in every repeat. Without people: where it goes on to, nobody here knows. */
function bodyOf({ notice, digest }: Letter): string {
  const data = {
    announcement: notice.detail,
    ...(digest === undefined ? {} : { digest: publicDigest(digest) }),
  };
  return JSON.stringify({ type: notice.type, timestamp: notice.detail.occurredAt, data });
}

function signed(id: string, now: string, body: string, secret: string) {
  const seconds = String(Math.floor(Date.parse(now) / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` };
}
