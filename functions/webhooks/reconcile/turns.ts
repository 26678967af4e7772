/** Origin by origin, the longest waiting first: a run that was cut short goes on with the others next time. */
import { ZodError } from 'zod';
import {
  type Part,
  readSyncCursors,
  type SyncCursor,
  storeSyncCursor,
} from '../../catalog/store/sync-cursors.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import type { Github } from '../../kernel/github/client.ts';
import { GithubRefusedError, GithubUnavailableError } from '../../kernel/github/errors.ts';
import { logger } from '../../kernel/log/logger.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';

/** What one run works with. */
export interface Reconciling {
  readonly table: Store;
  readonly github: Github;
  /** Puts facts on the bus; throws when it could not. */
  readonly publish: (facts: readonly OutgoingFact[]) => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Whether the time of this run is over. */
  readonly isOver: () => boolean;
  /** UTC instant. */
  readonly now: string;
}

const DAY_MS = 86_400_000;
/** Origins that fail one after another before it is taken for GitHub's fault. */
const MAX_FAILURES = 3;

/** @returns what changes of the cursor */
type Work = (origin: string, last: SyncCursor) => Promise<Partial<SyncCursor>>;

/** @throws what stops all turns: GitHub limits us, or does not know the token */
export async function inTurn(
  reconciling: Reconciling,
  part: Part,
  origins: readonly string[],
  work: Work,
): Promise<void> {
  const stored = await readSyncCursors(reconciling.table, part);
  const cursors = new Map(stored.map((each) => [each.place, each]));
  const due = distinct(origins)
    .map((origin) => cursors.get(origin) ?? { place: origin, projects: [], trains: [], triedAt: '' })
    .filter(({ parked }) => parked === undefined || parked.until <= reconciling.now)
    .toSorted((a, b) => compare(a.triedAt, b.triedAt));
  let failures = 0;
  for (const last of due) {
    if (reconciling.isOver() || failures === MAX_FAILURES) return;
    failures = (await isAnswered(reconciling, part, last, work)) ? 0 : failures + 1;
  }
}

/** @returns whether GitHub answered, if only with a refusal */
async function isAnswered(
  { table, now }: Reconciling,
  part: Part,
  { parked: _over, ...last }: SyncCursor,
  work: Work,
): Promise<boolean> {
  try {
    await storeSyncCursor(table, part, { ...last, ...(await work(last.place, last)), triedAt: now });
    return true;
  } catch (error) {
    const because = refusalIn(error);
    if (because === undefined && !(error instanceof GithubUnavailableError)) throw error;
    report(part, last.place, because);
    await storeSyncCursor(table, part, { ...last, triedAt: now, ...parkedFor(because, now) });
    return because !== undefined;
  }
}

const parkedFor = (because: string | undefined, now: string) =>
  because === undefined
    ? {}
    : { parked: { because, until: new Date(Date.parse(now) + DAY_MS).toISOString() } };

/** Why asking again within the hour would not help. */
function refusalIn(error: unknown): string | undefined {
  if (error instanceof GithubRefusedError) return error.message;
  return error instanceof ZodError ? 'GitHub answered in a shape that is not understood' : undefined;
}

function report(part: Part, place: string, because: string | undefined): void {
  metrics.addMetric(because === undefined ? 'ReconcileFailed' : 'ReconcileParked', 'Count', 1);
  logger.warn('A place could not be reconciled.', {
    part,
    place,
    because: because ?? 'GitHub did not answer',
  });
}

/** Verdicts wait for an origin's cursor to pass the cut. Where nobody moves it, they must not. */
export async function pauseSyncCursors(
  { table, now }: Pick<Reconciling, 'table' | 'now'>,
  because: string,
  isMeant: (origin: string) => boolean = () => true,
): Promise<void> {
  for (const part of ['changes', 'deliveries'] as const)
    for (const cursor of await readSyncCursors(table, part))
      if (isMeant(cursor.place) && cursor.parked === undefined)
        await storeSyncCursor(table, part, { ...cursor, triedAt: now, parked: { because, until: now } });
}
