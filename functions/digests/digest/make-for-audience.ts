/** The digests of one audience, each made from what is known now, kept, and announced. */
import type { Every } from '../../../events/fields.ts';
import { lastEnded, type Period, periodOf } from '../../kernel/model/period.ts';
import type { Working } from '../../kernel/working.ts';
import { digestReady } from '../model/announcement.ts';
import { type Audience, wasThere } from '../store/audiences.ts';
import type { Missing } from '../store/build.ts';
import {
  keepDigest,
  lastDigestPeriod,
  markDigestAnnounced,
  readStoredDigest,
  type StoredDigest,
} from '../store/digests.ts';
import type { DigestSources } from '../store/sources.ts';
import { duePeriods } from './due-periods.ts';

/** One turn, and how many digests were made in it. */
export interface Turn extends Working {
  readonly sources: DigestSources;
  made: number;
}

/** @param asked this period only; what is missing without it */
export async function makeFor(
  turn: Turn,
  audience: Audience,
  every: Every,
  asked: string | undefined,
): Promise<void> {
  const last = lastEnded(every, turn.now, audience.zone);
  const newest = await readStoredDigest(turn.table, audience.id, last.name);
  if (newest !== undefined && asked === undefined) return tell(turn, newest, last);
  for (const period of await periodsFor(turn, audience, every, asked)) {
    if (!wasThere(audience, period, turn.now)) continue;
    const kept = await make(turn, audience, period);
    // What waits holds up what comes after it: the next turn begins where this one ended.
    if (kept === undefined) return;
    await tell(turn, kept, last);
  }
}

/** @returns the digest that stands; `undefined` where it waits for a team */
async function make(turn: Turn, audience: Audience, period: Period): Promise<StoredDigest | undefined> {
  // Nothing is missing in most turns: what digests are made with is loaded when one is.
  const { buildDigest } = await import('../store/build.ts');
  const digest = await buildDigest(turn.sources, audience, period, turn.now, madeUp(turn));
  if (digest === undefined) return undefined;
  const kept = await keepDigest(turn.table, digest);
  turn.made += kept.digest === digest ? 1 : 0;
  return kept;
}

/**
 * Who has a later digest gets no earlier one by itself, and nobody may wait for it: the team was registered while all
 * stood still, or it is told only now how long it has been there.
 */
const madeUp =
  (turn: Turn): Missing =>
  async (team, period) => {
    const newest = await lastDigestPeriod(turn.table, team.id, period.every);
    return newest === undefined || newest < period.name
      ? undefined
      : (await make(turn, team, period))?.digest;
  };

async function periodsFor(
  { table, now }: Turn,
  { id, zone }: Audience,
  every: Every,
  asked: string | undefined,
): Promise<readonly Period[]> {
  if (asked === undefined) return duePeriods(every, zone, await lastDigestPeriod(table, id, every), now);
  const period = periodOf(asked, zone);
  if (period === undefined || period.until > now) return [];
  return (await readStoredDigest(table, id, asked)) === undefined ? [period] : [];
}

/** Of what is older than the last period nobody is told any more: it stands on its page. */
async function tell(
  { table, announce }: Turn,
  { digest, isAnnounced }: StoredDigest,
  last: Period,
): Promise<void> {
  if (isAnnounced || digest.period !== last.name) return;
  await announce([digestReady(digest)]);
  await markDigestAnnounced(table, digest);
}
