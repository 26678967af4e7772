/** The digest of a period that is not over, or of one that none was made for: built to be shown, and not kept. */

import { type Period, periodAt, periodOf } from '../../kernel/model/period.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Digest } from '../model/model.ts';
import type { Audience } from './audiences.ts';
import { buildDigest, type Missing } from './build.ts';
import { readDigest } from './digests.ts';
import { readDigestSources } from './sources.ts';

/**
 * What this month's digest would say if it were over now.
 * @param audience `all`, `org:cloud` or `team:search`
 * @returns `undefined` for an audience that is not there
 */
export const digestSoFar = (table: Store, audience: string, now: string): Promise<Digest | undefined> =>
  built(table, audience, ({ zone }) => periodAt('month', now, zone), now);

/**
 * The digest of a period: as it was made, or as it would be made now.
 * @returns `undefined` for an audience that was not there then, and a period that has not begun
 */
export const digestOfPeriod = async (
  table: Store,
  audience: string,
  period: string,
  now: string,
): Promise<Digest | undefined> =>
  (await readDigest(table, audience, period)) ??
  built(table, audience, ({ zone }) => periodOf(period, zone), now);

async function built(
  table: Store,
  id: string,
  periodIn: (audience: Audience) => Period | undefined,
  now: string,
): Promise<Digest | undefined> {
  const sources = await readDigestSources(table, now);
  const audience = sources.audiences.find((each) => each.id === id);
  const period = audience && periodIn(audience);
  if (audience === undefined || period === undefined || period.from > now) return undefined;
  const build: Missing = (team, own) => buildDigest(sources, team, own, now, build);
  return buildDigest(sources, audience, period, now, build);
}
