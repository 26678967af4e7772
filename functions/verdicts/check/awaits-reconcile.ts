/** Whether it is known yet that a project shipped nothing: webhooks get lost, and what they missed is looked for. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { readSyncCursors, type SyncCursor } from '../../catalog/store/sync-cursors.ts';
import type { Store } from '../../kernel/store/store.ts';

/** How long a look is waited for. After that a flag goes out, and what is found later clears it. */
const MAX_MS = 24 * 3_600_000;

/**
 * Whether a place that a project's work can come from was not looked at up to the cut yet. A flag then waits for the next
 * turn of the clock, which judges again. What is never looked at, or cannot be, is not waited for.
 */
export async function awaitsReconcile(
  table: Store,
  project: string,
  cycle: Cycle,
  { occurredAt }: { readonly occurredAt: string },
): Promise<boolean> {
  if (Date.parse(occurredAt) > Date.parse(cycle.until) + MAX_MS) return false;
  const looks = await readSyncCursors(table, 'changes');
  return looks.some((look) => concerns(look, project, cycle) && isBehind(look, cycle));
}

/** Labels can name a project from any repository of its train. */
const concerns = ({ projects, trains }: SyncCursor, project: string, { train }: Cycle) =>
  projects.includes(project) || trains.includes(train) || projects.length + trains.length === 0;

const isBehind = ({ parked, upTo }: SyncCursor, { until }: Cycle) =>
  parked === undefined && upTo !== undefined && upTo < until;
