/** Who asks: everybody, or a program that holds the token of the host. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { addressUnknown, type HttpEvent, RequestRefusedError } from '../../kernel/http/answers.ts';
import { EVERYBODY, type Viewer } from '../../kernel/http/viewer.ts';

/** Reads the token that the host has configured; `undefined` where it has none. */
export type Token = () => Promise<string | undefined>;

const PROGRAM: Viewer = { isInternal: true, mayState: true };

/**
 * Who sends no token is answered as everybody is. A wrong one is refused, so that nobody takes the public view for all there
 * is.
 */
export async function viewerOf(token: Token, { headers }: HttpEvent): Promise<Viewer> {
  const given = headers.authorization;
  if (!given) return EVERYBODY;
  const wanted = await token();
  if (wanted === undefined || !isHeld(given, wanted)) throw tokenNotAccepted();
  return PROGRAM;
}

/**
 * Asks for the token before anything else is looked at. A missing and a wrong token get the same answer; where none is
 * configured, the address looks like one that does not exist.
 * @throws {RequestRefusedError}
 */
export async function mustHoldToken(token: Token, { headers }: HttpEvent): Promise<void> {
  const wanted = await token();
  if (wanted === undefined) throw addressUnknown();
  if (!isHeld(headers.authorization ?? '', wanted)) throw tokenNotAccepted();
}

const tokenNotAccepted = () =>
  new RequestRefusedError(
    401,
    'TOKEN_NOT_ACCEPTED',
    'This address takes the token of this Shipshape: Authorization: Bearer <token>.',
    { 'WWW-Authenticate': 'Bearer' },
  );

/** All digests have the same length, so the time of the comparison reveals nothing about the token. */
const digest = (text: string) => createHash('sha256').update(text).digest();

function isHeld(authorization: string, wanted: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(wanted));
}
