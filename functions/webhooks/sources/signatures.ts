/**
 * How senders show that a delivery is theirs. No libraries: `@octokit/webhooks-methods` (6.0.0) and `standardwebhooks` (1.1.1)
 * make text of the bytes before their HMAC, so that two bodies that are no UTF-8 share a signature. The first also throws for
 * an empty body and refuses upper-case digits; the second reads `1700000000junk` as a moment and looks at the clock itself.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Delivery } from './source.ts';

const DIGITS = /^[0-9a-f]{64}$/i;

/** Whether `digits` are the HMAC of the body. Checked before they are decoded: decoding stops at what is no digit. */
export function isHexMac(digits: string, secret: string, body: Buffer): boolean {
  if (secret === '' || !DIGITS.test(digits)) return false;
  return timingSafeEqual(Buffer.from(digits, 'hex'), createHmac('sha256', secret).update(body).digest());
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether a text is the secret. Digests are compared because texts differ in length, which would show in the time. */
export const isSecret = (given: string, secret: string): boolean =>
  secret !== '' && timingSafeEqual(digest(given), digest(secret));

// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

const PREFIX = 'whsec_';
/** Seconds that the sender's clock and ours may differ, either way. */
const TOLERANCE_SECONDS = 300;
/** Every signature costs a comparison; a sender has two while it replaces its secret. */
const MAX_SIGNATURES = 16;

/** Visible ASCII. A dot would let one signature stand for two pairs of id and moment. */
const ID = /^[!-\-/-~]{1,128}$/;
/** Digits only: what else JavaScript takes for a number, the sender did not sign as one. */
const SECONDS = /^[1-9]\d{0,11}$/;
/** One space between signatures, one comma in each: what a proxy made of a repeated header is none of it. */
const SIGNATURES = /^[^\s,]+,[^\s,]*(?: [^\s,]+,[^\s,]*)*$/;

/** Whether a secret is one of this specification, and not a plain token. */
export const isSigningSecret = (secret: string): boolean => secret.startsWith(PREFIX);

/** Whether a holder of one of the secrets signed the delivery's id, moment and bytes, at most five minutes from `now`. */
export function isSigned({ headers, body }: Delivery, secrets: readonly string[], now: string): boolean {
  const id = headers['webhook-id'] ?? '';
  const sentAt = headers['webhook-timestamp'] ?? '';
  if (!ID.test(id) || !SECONDS.test(sentAt) || !isNear(Number(sentAt), now)) return false;
  const given = signatures(headers['webhook-signature'] ?? '');
  return secrets.some((secret) => {
    const key = keyOf(secret);
    if (key === undefined) return false;
    const expected = createHmac('sha256', key).update(`${id}.${sentAt}.`).update(body).digest('base64');
    return given.some((signature) => isSame(signature, expected));
  });
}

/** The id that was signed along with the body. */
export const signedId = ({ headers }: Delivery): string | undefined => headers['webhook-id'];

const isNear = (seconds: number, now: string) =>
  Math.abs(Math.floor(Date.parse(now) / 1000) - seconds) <= TOLERANCE_SECONDS;

/** The signatures by a shared secret (`v1`). Other versions (`v1a`, by a key pair) are not ours to check. */
function signatures(header: string): string[] {
  const all = SIGNATURES.test(header) ? header.split(' ') : [];
  if (all.length > MAX_SIGNATURES) return [];
  return all.filter((one) => one.startsWith('v1,')).map((one) => one.slice('v1,'.length));
}

/** As text: decoded, the unused bits of the last digit would be ignored, and four spellings be one signature. */
export function isSame(signature: string, expected: string): boolean {
  const [given, wanted] = [Buffer.from(signature), Buffer.from(expected)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function keyOf(secret: string): Buffer | undefined {
  const base64 = isSigningSecret(secret) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(base64, 'base64');
  // Decoding skips what is no base64: a passphrase would become a key of a few bytes, or of none.
  const isWhole = key.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  return isWhole && key.length > 0 ? key : undefined;
}
