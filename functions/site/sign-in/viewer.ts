/** Who asks: a program with the host's token, a person's program with a token of theirs, who is signed in, or everybody. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { addressUnknown, type HttpEvent, RequestRefusedError } from '../../kernel/http/answers.ts';
import { EVERYBODY, type SignedIn, type Viewer } from '../../kernel/http/viewer.ts';
import { apiToken, sessionKeys } from '../../kernel/secrets.ts';
import type { Store } from '../../kernel/store/store.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { cookieOf, SESSION } from './cookies.ts';
import { PERSONAL } from './personal-prefix.ts';
import { contact } from './settings.ts';

/** A program of the host: it reads everything, and states what it is told to. */
const PROGRAM: Viewer = { isInternal: true, mayState: true };

/** Reads the token that the host has configured; `undefined` where it has none. */
export type Token = () => Promise<string | undefined>;

/**
 * Reads at most the person, the token or the mark of an ended session: nothing that grows. Who sends nothing costs nothing.
 * @throws {RequestRefusedError} for a token that does not count, so that nobody takes the public view for all there is
 * @throws {UnavailableError} when a token or a session cannot be checked
 */
export async function viewerOf(event: HttpEvent, token: Token = apiToken): Promise<Viewer> {
  const { authorization } = event.headers;
  if (authorization) return byToken(token, bearerIn(authorization));
  return cookieOf(event, SESSION) === undefined ? EVERYBODY : bySession(surroundings().store, event);
}

/**
 * Lets in nobody but people and programs of the organisation. A missing and a wrong token get the same answer; where none is
 * configured, the address looks like one that does not exist.
 * @throws {RequestRefusedError} {UnavailableError}
 */
export async function insiderOf(event: HttpEvent, token: Token = apiToken): Promise<Viewer> {
  const isPersonal =
    cookieOf(event, SESSION) !== undefined ||
    bearerIn(event.headers.authorization ?? '').startsWith(PERSONAL);
  if (!isPersonal && (await token()) === undefined) throw addressUnknown();
  const viewer = await viewerOf(event, token);
  if (viewer.isInternal) return viewer;
  throw tokenNotAccepted();
}

const bearerIn = (authorization: string): string => /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';

export const tokenNotAccepted = () =>
  new RequestRefusedError(
    401,
    'TOKEN_NOT_ACCEPTED',
    'This address takes the token of this Shipshape, or one of yours: Authorization: Bearer <token>.',
    { 'WWW-Authenticate': 'Bearer' },
  );

async function byToken(token: Token, given: string): Promise<Viewer> {
  if (given.startsWith(PERSONAL)) return byPersonalToken(surroundings().store, given);
  const wanted = await token();
  if (wanted === undefined || !isSame(given, wanted)) throw tokenNotAccepted();
  return PROGRAM;
}

async function byPersonalToken(table: Store, given: string): Promise<Viewer> {
  const { useToken } = await import('./personal-tokens.ts');
  const token = await useToken(table, given, new Date().toISOString());
  const person = token && (await inCatalog(table, token.person)).person;
  if (token === undefined || person === undefined) throw tokenNotAccepted();
  return { isInternal: true, mayState: token.scope === 'say', person };
}

/** All digests have the same length, so the time of the comparison reveals nothing about the token. */
const digest = (text: string) => createHash('sha256').update(text).digest();

export const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(digest(given), digest(wanted));

async function bySession(table: Store, event: HttpEvent): Promise<Viewer> {
  const { hasEnded, isOver, sessionOf } = await import('./session.ts');
  const keys = await sessionKeys();
  const session = await sessionOf(event, keys);
  if (session === undefined || isOver(session, Date.now())) return EVERYBODY;
  const [isEnded, found] = await Promise.all([
    hasEnded(table, session),
    session.person === undefined ? undefined : inCatalog(table, session.person),
  ]);
  if (isEnded) return EVERYBODY;
  const { formTokens } = await import('./sealed.ts');
  const [formToken = ''] = formTokens(keys, session.nonce);
  if (found?.person !== undefined)
    return { isInternal: true, mayState: true, person: found.person, formToken };
  const because = found?.because ?? `The catalog has nobody who signs in as ${session.stranger}`;
  return { ...EVERYBODY, formToken, stranger: `${because}. ${contact()}` };
}

/** The person now: a role that was taken away counts no longer, whatever page is still open. */
async function inCatalog(
  table: Store,
  id: string,
): Promise<{ readonly person?: SignedIn; readonly because?: string }> {
  const { readPerson } = await import('../../catalog/store/people.ts');
  const found = await readPerson(table, id);
  if (!found.known) return { because: found.because };
  return { person: { id: found.person, name: found.name, actor: found.actor } };
}
