/** Verdicts: made when a release is cut or published, and again when a late fact touches one. */
import * as z from 'zod';
import { CheckRequested } from '../../events/announcements/check-requested.ts';
import { LedgerAdvanced } from '../../events/announcements/ledger-advanced.ts';
import { surroundings } from '../kernel/surroundings.ts';
import { logger } from '../runtime/logger.ts';
import { announce } from '../runtime/publish.ts';
import { queueHandler } from '../runtime/queue.ts';
import { checkTeam } from './check-team.ts';
import type { Judging } from './keep-verdict.ts';
import { type Advanced, membersAdvanced } from './member-advanced.ts';
import { releaseAdvanced } from './release-advanced.ts';

const entryOf = z.object({ 'detail-type': z.string(), detail: z.unknown() });

/** Does what several announcements ask for, once where they ask for the same. */
export async function check(judging: Judging, entries: readonly unknown[]): Promise<void> {
  const advances: Advanced[] = [];
  for (const entry of entries) {
    const { 'detail-type': type, detail } = entryOf.parse(entry);
    if (type === LedgerAdvanced.type) advances.push(LedgerAdvanced.read(detail).detail);
    else if (type === CheckRequested.type) await checkTeam(judging, CheckRequested.read(detail).detail);
    else logger.warn('An announcement that nobody here reacts to was dropped.', { type });
  }
  const releases = new Map(
    advances.filter(({ entity }) => entity === 'release').map((each) => [each.entityId, each]),
  );
  for (const [release, cause] of releases) await releaseAdvanced(judging, release, cause);
  await membersAdvanced(judging, advances);
}

export const handler = queueHandler((entries) => check({ table: surroundings().store, announce }, entries));
