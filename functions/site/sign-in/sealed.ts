/**
 * What is kept in a browser's cookies: encrypted, so that only this Shipshape reads it and nobody changes it. Keys are
 * derived for one purpose each, so that a cookie of one kind is none of another. The newest key seals, and older ones still open.
 */
import { createHash, createHmac, hkdfSync } from 'node:crypto';

export type Purpose = 'session' | 'sign-in' | 'typed';

const ENCRYPTION = 'A256GCM';

const keyFor = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `shipshape ${purpose} v1`, 32));

/** Names a key without telling anything of it. */
const nameOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);

/** @param secrets the current one first */
export async function seal(secrets: readonly string[], purpose: Purpose, content: Buffer): Promise<string> {
  const [current] = secrets;
  if (current === undefined) throw new TypeError('Nothing can be sealed without a key.');
  const { CompactEncrypt } = await import('jose');
  const key = keyFor(current, purpose);
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'dir', enc: ENCRYPTION, kid: nameOf(key) })
    .encrypt(key);
}

/** @returns undefined for what was not sealed here for this purpose, under a key that still counts */
export async function unseal(
  secrets: readonly string[],
  purpose: Purpose,
  sealed: string,
): Promise<Buffer | undefined> {
  const { compactDecrypt, decodeProtectedHeader } = await import('jose');
  try {
    const { kid } = decodeProtectedHeader(sealed);
    const key = secrets.map((secret) => keyFor(secret, purpose)).find((each) => nameOf(each) === kid);
    if (key === undefined) return undefined;
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    return Buffer.from(plaintext);
  } catch {
    return undefined;
  }
}

/**
 * What each form of a session sends back. Whoever makes a browser send a form from elsewhere does not know it.
 * @param secrets the current one first; a form that was opened under an older one still counts
 * @returns by each of them
 */
export const formTokens = (secrets: readonly string[], nonce: string): string[] =>
  secrets.map((secret) => createHmac('sha256', keyFor(secret, 'form')).update(nonce).digest('base64url'));
