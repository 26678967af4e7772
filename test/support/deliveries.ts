/** Deliveries as their senders sign them. Signed here with node:crypto alone, apart from what verifies them. */
import { createHmac } from 'node:crypto';
import type { Delivery } from '../../functions/webhooks/sources/source.ts';
import { sources } from '../../functions/webhooks/sources/sources.ts';

/** The moment at which deliveries are sent and arrive. */
export const NOW = '2024-03-26T09:00:00.000Z';
const SENT_AT = '1711443600';

/** By source; `gitlab-token` is GitLab with the plain secret token. */
export const SECRETS = {
  github: 'It’s a Secret to Everybody',
  gitlab: 'whsec_Z2l0bGFiLXNpZ25pbmcta2V5LW9mLTMyLWJ5dGVzIQ==',
  'gitlab-token': 'glwt-0123456789abcdef',
  forgejo: 'forgejo-secret-of-tests',
  gitea: 'gitea-secret-of-tests',
  launchdarkly: 'launchdarkly-secret',
  unleash: 'Bearer unleash-secret',
  posthog: 'posthog-secret-of-tests',
  configcat: 'configcat_whsk_of-tests',
  standard: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
} as const;
export type Sender = keyof typeof SECRETS;

const hex = (secret: string, body: Buffer) => createHmac('sha256', secret).update(body).digest('hex');

/** `v1,` and the signature of an id, a moment and a body. */
export function standardSignature(secret: string, id: string, sentAt: string, body: Buffer): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(Buffer.concat([Buffer.from(`${id}.${sentAt}.`), body]));
  return `v1,${mac.digest('base64')}`;
}

const standardHeaders = (secret: string, body: Buffer) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': SENT_AT,
  'webhook-signature': standardSignature(secret, 'msg_1', SENT_AT, body),
});

const signing: Record<Sender, (secret: string, body: Buffer) => Record<string, string>> = {
  github: (secret, body) => ({ 'x-hub-signature-256': `sha256=${hex(secret, body)}` }),
  gitlab: standardHeaders,
  'gitlab-token': (secret) => ({ 'x-gitlab-token': secret }),
  forgejo: (secret, body) => ({ 'x-hub-signature-256': `sha256=${hex(secret, body)}` }),
  gitea: (secret, body) => ({ 'x-gitea-signature': hex(secret, body) }),
  launchdarkly: (secret, body) => ({ 'x-ld-signature': hex(secret, body) }),
  unleash: (secret) => ({ authorization: secret }),
  posthog: (secret) => ({ authorization: secret }),
  configcat: (secret, body) => ({
    'x-configcat-webhook-id': 'call-1',
    'x-configcat-webhook-timestamp': SENT_AT,
    'x-configcat-webhook-signature-v1': createHmac('sha256', secret)
      .update(Buffer.concat([Buffer.from(`call-1${SENT_AT}`), body]))
      .digest('base64'),
  }),
  standard: standardHeaders,
};

/** @param headers beside those of the signature, and instead of them where they have the same name */
export function signed(
  sender: Sender,
  payload: unknown,
  headers: Record<string, string> = {},
  secret: string = SECRETS[sender],
) {
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  const signature = signing[sender](secret, body);
  const all: Record<string, string> = { 'content-type': 'application/json', ...signature, ...headers };
  return { headers: all, body };
}

/** The source that a sender speaks to. */
export const sourceOf = (sender: Sender): string => (sender === 'gitlab-token' ? 'gitlab' : sender);

export const payload = { action: 'published', title: 'Ähnlich' };

/** Whether the source accepts a delivery. */
export const isTaken = (
  sender: Sender,
  delivery: Delivery,
  secrets: readonly string[] = [SECRETS[sender]],
  now = NOW,
) => sources.find(({ name }) => name === sourceOf(sender))?.verify(delivery, secrets, now);

export const good = (sender: Sender) => signed(sender, payload);

export const withHeaders = (sender: Sender, headers: Record<string, string | undefined>): Delivery => {
  const { body, headers: before } = good(sender);
  return { body, headers: { ...before, ...headers } };
};
