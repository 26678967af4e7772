/**
 * The link that signs a person in on one machine, where there is no provider: whoever can read the key of links in the data
 * directory makes it. It opens a page, and only the button of that page signs in, once.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { usedLinkKey } from '../../kernel/store/keys.ts';
import { EXPIRES_AT, getOne, type Store } from '../../kernel/store/store.ts';

/** Part of what is signed, so that a signature made for another purpose is not valid here. */
const PURPOSE = 'shipshape sign-in v1\n';
export const LINK_MINUTES = 15;

const payload = lazy(() =>
  z.strictObject({
    person: z.string(),
    /** Seconds since 1970 at which it expires. */
    until: z.int(),
    /** Two links of one second are two. */
    nonce: z.string(),
  }),
);
export type SignInLink = Output<typeof payload>;

/** @param now in milliseconds since 1970 @returns a path */
export function signInLink(key: string, person: string, now: number): string {
  const content: SignInLink = {
    person,
    until: Math.floor(now / 1000) + LINK_MINUTES * 60,
    nonce: randomBytes(16).toString('base64url'),
  };
  const body = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `/sign-in/link/${body}.${signature(key, body)}`;
}

/** @returns `unknown` when it was not signed with this key */
export function openLink(key: string, token: string, now: number): SignInLink | 'expired' | 'unknown' {
  const [body = '', signed = '', ...rest] = token.split('.');
  const wanted = Buffer.from(signature(key, body));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'unknown';
  const link = payload.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return link.until * 1000 <= now ? 'expired' : link;
}

const signature = (key: string, body: string) =>
  createHmac('sha256', key)
    .update(PURPOSE + body)
    .digest('base64url');

const keyOf = ({ nonce }: SignInLink) => usedLinkKey(createHash('sha256').update(nonce).digest('base64url'));

export const isUsed = async (table: Store, link: SignInLink): Promise<boolean> =>
  (await getOne(table, keyOf(link))) !== undefined;

/** @returns whether it was still unused; of several at once, one has it */
export async function useLink(table: Store, link: SignInLink): Promise<boolean> {
  const by = randomBytes(16).toString('base64url');
  const put = await table.put({ ...keyOf(link), by, [EXPIRES_AT]: link.until }, 'ifAbsent');
  // A write whose answer was lost is repeated, and then loses against itself.
  return put === 'written' || (await getOne(table, keyOf(link)))?.by === by;
}
