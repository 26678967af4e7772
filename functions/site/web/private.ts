/** What only those may ask for who hold the token: facts go in, and the catalog with its internal fields comes out. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../../kernel/http/answers.ts';
import { addressUnknown, RequestRefusedError } from '../../kernel/http/answers.ts';

const tokenNotAccepted = () =>
  new RequestRefusedError(
    401,
    'TOKEN_NOT_ACCEPTED',
    'This address takes the token of this Shipshape: Authorization: Bearer <token>.',
    { 'WWW-Authenticate': 'Bearer' },
  );

/**
 * Asks for the token before anything else is looked at. Whatever is wrong with it, the answer is the same; and where
 * none is configured, nobody can tell the address from one that is not there.
 * @param token what must be held; undefined where none is configured
 */
export function privately(token: () => Promise<string | undefined>, answer: Answer): Answer {
  return async (event) => {
    const wanted = await token();
    if (wanted === undefined) throw addressUnknown();
    if (!isHeld(event.headers.authorization ?? '', wanted)) throw tokenNotAccepted();
    const { headers, ...rest } = await answer(event);
    return { ...rest, headers: { ...headers, 'Cache-Control': 'no-store' } };
  };
}

/** Digests are of one length, so how long the comparison takes says nothing of the token. */
const digest = (text: string) => createHash('sha256').update(text).digest();

function isHeld(authorization: string, wanted: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(wanted));
}
