/** Makes the digests that are missing and announces them: once each, whenever and however often this runs. */
import type { Every } from '../../../events/fields.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { after, lastEnded, type Period, periodOf } from '../../kernel/model/period.ts';
import type { Working } from '../../kernel/working.ts';
import { digestReady } from '../model/excerpts.ts';
import { type Audience, wasThere } from '../store/audiences.ts';
import type { Missing } from '../store/build.ts';
import {
  lastDigestPeriod,
  markDigestAnnounced,
  readStoredDigest,
  type StoredDigest,
  storeDigest,
} from '../store/digests.ts';
import { type DigestSources, readDigestSources } from '../store/sources.ts';

export interface Wanted {
  readonly everies: readonly Every[];
  /** Of audiences in this zone only. */
  readonly zone?: string | undefined;
  /** This period only, however long ago it ended. */
  readonly period?: string | undefined;
}

/** One run of the function. */
interface Turn extends Working {
  readonly sources: DigestSources;
  made: number;
}

/**
 * Makes what is missing: the teams' digests first, then those of many teams, which wait until all of their teams have
 * theirs. A stored digest is not made again; one that was stored and not announced is announced.
 * @returns how many were made
 * @throws the first error, after the digests of all other audiences were made
 */
export async function makeDigests(working: Working, wanted: Wanted): Promise<number> {
  const turn = { ...working, sources: await readDigestSources(working.table, working.now), made: 0 };
  const failures: unknown[] = [];
  for (const audience of turn.sources.audiences) {
    if (wanted.zone !== undefined && audience.zone !== wanted.zone) continue;
    try {
      for (const every of wanted.everies) await makeFor(turn, audience, every, wanted.period);
    } catch (error) {
      failures.push(error);
      logger.error('The digests of an audience could not be made; the next turn tries again.', {
        audience: audience.id,
        error: asError(error),
      });
    }
  }
  if (failures.length > 0) throw failures[0];
  return turn.made;
}

/** @param asked this period only; without it, every period that is missing */
async function makeFor(turn: Turn, audience: Audience, every: Every, asked?: string): Promise<void> {
  const last = lastEnded(every, turn.now, audience.zone);
  const newest = await readStoredDigest(turn.table, audience.id, last.name);
  if (newest !== undefined && asked === undefined) return announce(turn, newest, last);
  for (const period of await periodsFor(turn, audience, every, asked)) {
    if (!wasThere(audience, period, turn.now)) continue;
    const stored = await make(turn, audience, period);
    // A digest that waits for a team holds up the later ones: the next turn begins with it.
    if (stored === undefined) return;
    await announce(turn, stored, last);
  }
}

async function periodsFor(
  { table, now }: Turn,
  { id, zone }: Audience,
  every: Every,
  asked?: string,
): Promise<readonly Period[]> {
  if (asked === undefined) return duePeriods(every, zone, await lastDigestPeriod(table, id, every), now);
  const period = periodOf(asked, zone);
  if (period === undefined || period.until > now) return [];
  return (await readStoredDigest(table, id, asked)) === undefined ? [period] : [];
}

/** Of one audience, missing digests are made for two years back. Older ones are made on request. */
const MAX_MISSING: Readonly<Record<Every, number>> = { week: 104, month: 24, quarter: 8 };

/**
 * The periods that have ended and lack a digest, oldest first: those after the newest digest. Where there is none, only the
 * last that has ended: nobody wants a digest for every month of an imported history.
 */
export function duePeriods(
  every: Every,
  zone: string,
  lastMade: string | undefined,
  now: string,
): readonly Period[] {
  const last = lastEnded(every, now, zone);
  const made = lastMade === undefined ? undefined : periodOf(lastMade, zone);
  if (made === undefined) return [last];
  const due: Period[] = [];
  for (let next = after(made); next.until <= last.until; next = after(next)) due.push(next);
  return due.slice(-MAX_MISSING[every]);
}

/** @returns the digest that is stored; `undefined` where it waits for a team */
async function make(turn: Turn, audience: Audience, period: Period): Promise<StoredDigest | undefined> {
  // Loaded only here, because nothing is missing in most turns.
  const { buildDigest } = await import('../store/build.ts');
  const digest = await buildDigest(turn.sources, audience, period, turn.now, skipped(turn));
  if (digest === undefined) return undefined;
  const stored = await storeDigest(turn.table, digest);
  turn.made += stored.digest === digest ? 1 : 0;
  return stored;
}

/**
 * A team that has a later digest is not given an earlier one by `duePeriods`, so a digest of many teams would wait for it
 * for ever: after an outage in which the team was registered, or when a late fact says that it was there earlier. Then its
 * digest is made here.
 */
const skipped =
  (turn: Turn): Missing =>
  async (team, period) => {
    const newest = await lastDigestPeriod(turn.table, team.id, period.every);
    return newest === undefined || newest < period.name
      ? undefined
      : (await make(turn, team, period))?.digest;
  };

/** Digests of periods before the last one are not announced: they are on their pages. */
async function announce(
  { table, announce: publish }: Turn,
  { digest, isAnnounced }: StoredDigest,
  last: Period,
): Promise<void> {
  if (isAnnounced || digest.period !== last.name) return;
  await publish([digestReady(digest)]);
  await markDigestAnnounced(table, digest);
}
