/** Making the digests that are due: once each, whenever and however often this is asked for. */
import type { Every } from '../../events/fields.ts';
import { digestReady } from '../domain/digest/announcement.ts';
import { lastEnded, type Period, periodOf } from '../domain/period.ts';
import type { Audience } from '../ledger/digesting/audiences.ts';
import { buildDigest } from '../ledger/digesting/build.ts';
import { type DigestSources, readDigestSources } from '../ledger/digesting/sources.ts';
import {
  type KeptDigest,
  keepDigest,
  lastDigestPeriod,
  markDigestAnnounced,
  readKeptDigest,
} from '../ledger/digests.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { Announce } from '../runtime/publish.ts';
import { duePeriods } from './due-periods.ts';

export interface Making {
  readonly table: LedgerTable;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}

/** Which digests are asked for. */
export interface Wanted {
  readonly everies: readonly Every[];
  /** Of audiences that live in this zone only. */
  readonly zone?: string | undefined;
  /** This period only, though it is long over. */
  readonly period?: string | undefined;
}

/**
 * Makes what is missing: the teams' first, then those that put them together, which wait until all of their teams have
 * theirs. A digest that stands is not made again; one that was made and not announced is announced.
 * @returns how many were made
 */
export async function makeDigests(making: Making, wanted: Wanted): Promise<number> {
  const sources = await readDigestSources(making.table, making.now);
  let made = 0;
  for (const audience of sources.audiences) {
    if (wanted.zone !== undefined && audience.zone !== wanted.zone) continue;
    for (const every of wanted.everies)
      made += await makeFor(making, sources, audience, every, wanted.period);
  }
  return made;
}

async function makeFor(
  making: Making,
  sources: DigestSources,
  audience: Audience,
  every: Every,
  asked: string | undefined,
): Promise<number> {
  const { table, now } = making;
  const last = lastEnded(every, now, audience.zone);
  const newest = await readKeptDigest(table, audience.id, last.name);
  if (newest !== undefined && asked === undefined) {
    await tell(making, newest, last);
    return 0;
  }
  let made = 0;
  for (const period of await periodsFor(table, audience, every, asked, now)) {
    const digest = await buildDigest(sources, audience, period, now);
    if (digest === undefined) continue;
    const kept = await keepDigest(table, digest);
    made += kept.digest === digest ? 1 : 0;
    await tell(making, kept, last);
  }
  return made;
}

async function periodsFor(
  table: LedgerTable,
  { id, zone }: Audience,
  every: Every,
  asked: string | undefined,
  now: string,
): Promise<readonly Period[]> {
  if (asked === undefined) return duePeriods(every, zone, await lastDigestPeriod(table, id, every), now);
  const period = periodOf(asked, zone);
  if (period === undefined || period.until > now) return [];
  return (await readKeptDigest(table, id, asked)) === undefined ? [period] : [];
}

/** Of what is older than the last period nobody is told any more: it stands on its page. */
async function tell(
  { table, announce, now }: Making,
  { digest, isAnnounced }: KeptDigest,
  last: Period,
): Promise<void> {
  if (isAnnounced || digest.period !== last.name) return;
  await announce([digestReady(digest, now)]);
  await markDigestAnnounced(table, digest);
}
