/** Verdicts, and what they are made from: derived again whenever something they read has changed. */
import * as z from 'zod';
import { CheckRequested } from '../../../events/announcements/check-requested.ts';
import { DerivationRequested } from '../../../events/announcements/derivation-requested.ts';
import { lazy } from '../../../events/lazy.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { logger } from '../../kernel/log/logger.ts';
import type { Key } from '../../kernel/store/store.ts';
import { type Cause, type Working, working } from '../../kernel/working.ts';
import { checkTeam } from './check-team.ts';
import { deriveAgain } from './deriving.ts';

const entryOf = lazy(() => z.object({ 'detail-type': z.string(), detail: z.unknown() }));

/** Does what several announcements ask for, once where they ask for the same. */
export async function check(around: Working, entries: readonly unknown[]): Promise<void> {
  const keys: Key[] = [];
  let cause: Cause = { id: '', occurredAt: '' };
  for (const entry of entries) {
    const { 'detail-type': type, detail } = entryOf.parse(entry);
    if (type === DerivationRequested.type) {
      const { values, id, occurredAt } = DerivationRequested.read(detail).detail;
      keys.push(...values);
      if (occurredAt > cause.occurredAt) cause = { id, occurredAt };
    } else if (type === CheckRequested.type) {
      const { release, team, ...asked } = CheckRequested.read(detail).detail;
      await checkTeam({ ...around, cause: asked }, { release, team });
    } else logger.warn('An announcement that nobody here reacts to was dropped.', { type });
  }
  if (keys.length > 0) await deriveAgain({ ...around, cause }, keys);
}

export const handler = queueHandler((entries) => check(working(), entries));
