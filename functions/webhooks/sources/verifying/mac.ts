/**
 * Signatures that are the HMAC-SHA256 of a body in hexadecimal digits. Our own lines and no library:
 * `@octokit/webhooks-methods` (6.0.0) takes strings only, and bytes that are no UTF-8 all become U+FFFD on the way to
 * one, so that two bodies share a signature; it throws for an empty body, and refuses upper-case digits.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const DIGITS = /^[0-9a-f]{64}$/i;

/** Whether `digits` are the HMAC of the body. Checked before they are decoded: decoding stops at what is no digit. */
export function isHexMac(digits: string, secret: string, body: Buffer): boolean {
  if (secret === '' || !DIGITS.test(digits)) return false;
  return timingSafeEqual(Buffer.from(digits, 'hex'), createHmac('sha256', secret).update(body).digest());
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether a secret was told. Digests are compared because texts differ in length, which would show in the time. */
export const isSecret = (told: string, secret: string): boolean =>
  secret !== '' && timingSafeEqual(digest(told), digest(secret));
