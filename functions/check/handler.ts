/** Verdicts: made when a release is cut or published, and again when a late fact touches one. */
import { z } from 'zod';
import { CheckRequested } from '../../events/announcements/check-requested.ts';
import { LedgerAdvanced } from '../../events/announcements/ledger-advanced.ts';
import { ledgerTable } from '../runtime/ledger.ts';
import { logger } from '../runtime/logger.ts';
import { announce } from '../runtime/publish.ts';
import { queueHandler } from '../runtime/queue.ts';
import { checkTeam } from './check-team.ts';
import type { Judging } from './judge-projects.ts';
import { projectsOfFeatures, projectsOfFlag, projectsTouched } from './member-advanced.ts';
import { releaseAdvanced } from './release-advanced.ts';

const entryOf = z.object({ 'detail-type': z.string(), detail: z.unknown() });

export async function check(judging: Judging, entry: unknown): Promise<void> {
  const { 'detail-type': type, detail } = entryOf.parse(entry);
  if (type === CheckRequested.type) return checkTeam(judging, CheckRequested.read(detail).detail);
  if (type === LedgerAdvanced.type) return advanced(judging, LedgerAdvanced.read(detail).detail);
  logger.warn('An announcement that nobody here reacts to was dropped.', { type });
}

type Advanced = ReturnType<(typeof LedgerAdvanced)['read']>['detail'];

async function advanced(judging: Judging, { entity, entityId, ...cause }: Advanced): Promise<void> {
  if (entity === 'release') return releaseAdvanced(judging, entityId, cause);
  const reach = { since: cause.since, ...(cause.release == null ? {} : { release: cause.release }) };
  await projectsTouched(judging, await touched(judging, entity, entityId), reach, cause);
}

async function touched({ table }: Judging, entity: Advanced['entity'], id: string): Promise<string[]> {
  if (entity === 'feature') return projectsOfFeatures(table, [id]);
  if (entity === 'flag') return projectsOfFlag(table, id);
  return [id];
}

export const handler = queueHandler((entry) => check({ table: ledgerTable(), announce }, entry));
