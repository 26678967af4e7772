/**
 * Personal tokens: what programs of one person prove themselves with. Only a digest is stored, so whoever reads the table
 * can use none of them.
 */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { change } from '../../kernel/store/change.ts';
import { tokenKey, tokensOf } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import { EXPIRES_AT, getOne, type Store } from '../../kernel/store/store.ts';
import { PERSONAL } from './personal-prefix.ts';

/** What a token is for: to read, or also to state facts. */
export const scopes = ['read', 'say'] as const;
export type Scope = (typeof scopes)[number];

const stored = lazy(() =>
  z.object({
    person: z.string(),
    name: z.string(),
    scope: z.enum(scopes),
    madeAt: z.string(),
    /** From when it is refused. */
    until: z.string().optional(),
    revokedAt: z.string().optional(),
    lastUsedAt: z.string().optional(),
  }),
);
type Stored = Output<typeof stored>;

/** A token as its page shows it. */
export interface PersonalToken extends Stored {
  /** The digest of the token. */
  readonly id: string;
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** How long a token that no longer counts stays on its page. */
const SHOWN_AFTER_MS = 30 * 86_400_000;
const removedAt = (moment: string): number => Math.floor((Date.parse(moment) + SHOWN_AFTER_MS) / 1000);

/** @returns the token itself, which nobody can find out later */
export async function makeToken(
  table: Store,
  made: Omit<Stored, 'lastUsedAt' | 'revokedAt'>,
): Promise<string> {
  const token = `${PERSONAL}${randomBytes(32).toString('base64url')}`;
  const id = digestOf(token);
  await table.put(
    {
      ...tokenKey(id),
      ...made,
      ...(made.until !== undefined && { [EXPIRES_AT]: removedAt(made.until) }),
      list: tokensOf(made.person),
      listKey: `${made.madeAt}#${id}`,
      card: { id },
      revision: 1,
    },
    'ifAbsent',
  );
  return token;
}

export const isLive = ({ until, revokedAt }: Stored, now: string): boolean =>
  revokedAt === undefined && (until === undefined || Date.parse(until) > Date.parse(now));

/** A person's tokens, the newest first. */
export async function listTokens(table: Store, person: string): Promise<PersonalToken[]> {
  const ids = await listedIds(table, tokensOf(person));
  const items = await table.get(ids.map(tokenKey));
  const byId = new Map(items.map(({ pk, ...item }) => [pk, stored.parse(item)]));
  return ids.toReversed().flatMap((id) => {
    const found = byId.get(tokenKey(id).pk);
    return found === undefined ? [] : [{ id, ...found }];
  });
}

/** @returns whether it is one of this person's */
export async function revokeToken(table: Store, id: string, person: string, now: string): Promise<boolean> {
  let isTheirs = false;
  await change(table, tokenKey(id), (item) => {
    const { data } = stored.safeParse(item);
    isTheirs = data?.person === person;
    if (item === undefined || !isTheirs || data?.revokedAt !== undefined) return undefined;
    return { ...item, revokedAt: now, [EXPIRES_AT]: removedAt(now) };
  });
  return isTheirs;
}

const HOUR_MS = 3_600_000;

/**
 * Whose token this is. That it was used is written at most once an hour, so that a program that asks all the time does not
 * write all the time.
 * @returns undefined for one that is unknown, revoked or over
 */
export async function useToken(table: Store, token: string, now: string): Promise<PersonalToken | undefined> {
  const id = digestOf(token);
  const { data } = stored.safeParse(await getOne(table, tokenKey(id)));
  if (data === undefined || !isLive(data, now)) return undefined;
  if (isLongAgo(data, now)) await noteUse(table, id, now);
  return { id, ...data };
}

const isLongAgo = ({ lastUsedAt }: Stored, now: string): boolean =>
  lastUsedAt === undefined || Date.parse(now) - Date.parse(lastUsedAt) >= HOUR_MS;

/** Who reads is answered also while nothing can be written. */
async function noteUse(table: Store, id: string, now: string): Promise<void> {
  try {
    await change(table, tokenKey(id), (item) => {
      const { data } = stored.safeParse(item);
      const isDue = data !== undefined && isLive(data, now) && isLongAgo(data, now);
      return item === undefined || !isDue ? undefined : { ...item, lastUsedAt: now };
    });
  } catch (error) {
    logger.warn('That a token was used could not be written.', { error: asError(error) });
  }
}
