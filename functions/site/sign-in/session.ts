/** A session: a cookie that says who signed in, until when. What they may do is looked up in the catalog at each request. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { HttpEvent } from '../../kernel/http/answers.ts';
import { sessionKeys } from '../../kernel/secrets.ts';
import { endedSessionKey } from '../../kernel/store/keys.ts';
import { EXPIRES_AT, type Store } from '../../kernel/store/store.ts';
import { cookieOf, SESSION, setCookie } from './cookies.ts';
import { seal, unseal } from './sealed.ts';

const HOUR = 3600;
/** At a provider: a working day. */
export const BY_PROVIDER_SECONDS = 12 * HOUR;
/** By a link of this machine, which takes a command each time. */
export const BY_LINK_SECONDS = 7 * 24 * HOUR;
/** Somebody whom the catalog does not know has nothing to do here. */
export const STRANGER_SECONDS = HOUR;

const session = lazy(() =>
  z.strictObject({
    /** Their id in the catalog. */
    person: z.string().optional(),
    /** What somebody is called whom the catalog does not know. */
    stranger: z.string().optional(),
    /** New at each sign-in: a session that somebody else chose is never taken over. */
    nonce: z.string(),
    /** Seconds since 1970 at which it ends. */
    until: z.int(),
  }),
);
export type Session = Output<typeof session>;

/** Whose it is. */
export type Whose = { readonly person: string } | { readonly stranger: string };

/** Longer names are cut: the cookie stays small. */
const MAX_STRANGER_LENGTH = 100;

/** @param now in milliseconds since 1970 @returns the cookie of a new session */
export async function newSession(whose: Whose, seconds: number, now: number): Promise<string> {
  const until = Math.floor(now / 1000) + seconds;
  const nonce = randomBytes(16).toString('base64url');
  const held: Session =
    'person' in whose
      ? { person: whose.person, nonce, until }
      : { stranger: whose.stranger.slice(0, MAX_STRANGER_LENGTH).toWellFormed(), nonce, until };
  const sealed = await seal(await sessionKeys(), 'session', Buffer.from(JSON.stringify(held)));
  return setCookie(SESSION, sealed, seconds);
}

/** The session of a request, also one that has ended by its time; undefined without one that was made here. */
export async function sessionOf(event: HttpEvent, keys: readonly string[]): Promise<Session | undefined> {
  const sealed = cookieOf(event, SESSION);
  const content = sealed === undefined ? undefined : await unseal(keys, 'session', sealed);
  return content === undefined ? undefined : session.safeParse(JSON.parse(content.toString())).data;
}

export const isOver = ({ until }: Session, now: number): boolean => until * 1000 <= now;

const idOf = ({ nonce }: Session) => createHash('sha256').update(nonce).digest('base64url');

/** Marks a session as ended, so that a copy of its cookie is of no use. */
export async function endSession(table: Store, held: Session): Promise<void> {
  await table.put({ ...endedSessionKey(idOf(held)), [EXPIRES_AT]: held.until });
}

export const hasEnded = async (table: Store, held: Session): Promise<boolean> =>
  (await table.get([endedSessionKey(idOf(held))])).length > 0;
