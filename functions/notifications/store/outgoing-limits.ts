/** What holds messages back: a receiver that asked to be left alone, how much GitHub takes, and whose turn it is. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { change } from '../../kernel/store/change.ts';
import { getOne, type Key, type Store } from '../../kernel/store/store.ts';
import { LEASE_MS, messagesOf } from './messages.ts';

/** What is of GitHub as a whole is where no channel's messages are. */
const GITHUB = messagesOf('');

/** Where a pause holds: on one channel, or for all of GitHub. */
export const pauseKey = (channel: string, kind: string): Key =>
  kind === 'github' ? { pk: GITHUB, sk: 'github-pause' } : { pk: messagesOf(channel), sk: 'pause' };

const pauseItem = lazy(() => z.object({ until: z.string() }));
const expiry = (at: string) => Math.floor(Date.parse(at) / 1000) + 86_400;

/** Until when nothing may be sent; undefined when something may. */
export async function pausedUntil(table: Store, key: Key, now: string): Promise<string | undefined> {
  const item = await getOne(table, key);
  const until = item === undefined ? undefined : pauseItem.parse(item).until;
  return until !== undefined && now < until ? until : undefined;
}

export async function pause(table: Store, key: Key, until: string): Promise<void> {
  await table.put({ ...key, until, expiresAt: expiry(until) });
}

/** Half of what GitHub takes: two windows of the clock that follow each other are never more than it takes in any one. */
const MAX_WRITES = [
  { every: 60_000, most: 40 },
  { every: 3_600_000, most: 250 },
] as const;

/**
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * @returns when writes are possible again; undefined when this one may go ahead
 */
export async function takeWrite(table: Store, now: string): Promise<string | undefined> {
  for (const { every, most } of MAX_WRITES) {
    const from = Math.floor(Date.parse(now) / every) * every;
    const until = new Date(from + every).toISOString();
    if (!(await countOne(table, `writes#${every}#${from}`, most, until))) return until;
  }
  return undefined;
}

const countItem = lazy(() => z.object({ writes: z.number() }));

async function countOne(table: Store, sk: string, most: number, until: string): Promise<boolean> {
  const counted = await change(table, { pk: GITHUB, sk }, (item) => {
    const writes = item === undefined ? 0 : countItem.parse(item).writes;
    return writes < most ? { writes: writes + 1, expiresAt: expiry(until) } : undefined;
  });
  return counted !== undefined;
}

const turnItem = lazy(() => z.object({ until: z.string(), holder: z.string() }));
const turnKey = (channel: string): Key => ({ pk: messagesOf(channel), sk: 'turn' });

/** Prevents two messages from writing the same comment at once. @param holder the message, which may take its turn again */
export async function takeTurn(table: Store, channel: string, holder: string, now: string): Promise<boolean> {
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const taken = await change(table, turnKey(channel), (item) => {
    const turn = item === undefined ? undefined : turnItem.parse(item);
    const isFree = turn === undefined || turn.until <= now || turn.holder === holder;
    return isFree ? { until, holder, expiresAt: expiry(until) } : undefined;
  });
  return taken !== undefined;
}

/** Gives the turn back, unless another message has it by now. */
export async function endTurn(table: Store, channel: string, holder: string, now: string): Promise<void> {
  await change(table, turnKey(channel), (item) =>
    item !== undefined && turnItem.parse(item).holder === holder ? { ...item, until: now } : undefined,
  );
}
