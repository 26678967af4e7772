/** Reads what is due for a team, or for all of them. */

import type { Store } from '../../kernel/store/store.ts';
import { type DueAnswer, sinceOf } from '../model/due.ts';
import { EVERYBODY } from './audiences.ts';
import { digestSoFar } from './so-far.ts';
import { readUnverified } from './unverified-records.ts';

/**
 * @param team all of them without it
 * @param now UTC instant
 * @returns `undefined` for a team that is not there, and where there is none
 */
export async function readDue(
  table: Store,
  team: string | undefined,
  now: string,
): Promise<DueAnswer | undefined> {
  const digest = await digestSoFar(table, team === undefined ? EVERYBODY : `team:${team}`, now);
  if (digest === undefined) return undefined;
  const since = sinceOf(digest);
  const records = team === undefined ? [] : await readUnverified(table, team, since, now);
  return { digest, since, records };
}
