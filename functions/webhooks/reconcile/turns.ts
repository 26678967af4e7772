/** Origin by origin, the one that waits longest first: a run that was cut short goes on with the others next time. */
import { ZodError } from 'zod';
import type { SourceState } from '../../catalog/model/registered.ts';
import {
  type Part,
  readSyncCursors,
  type SyncCursor,
  storeSyncCursor,
} from '../../catalog/store/sync-cursors.ts';
import type { Github } from '../../kernel/github/client.ts';
import { GithubRefusedError, GithubUnavailableError } from '../../kernel/github/errors.ts';
import { logger } from '../../kernel/log/logger.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import { compare } from '../../kernel/model/facts.ts';
import type { Receiving } from '../ingest/receive.ts';

/** What one run works with. */
export interface Reconciling extends Receiving {
  readonly github: Github;
  /** The host whose API that is, if it is not github.com. */
  readonly host?: string | undefined;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Whether the time of this run is over. */
  readonly isOver: () => boolean;
}

/** A source of the catalog that is a repository. */
export interface Repository {
  readonly source: SourceState;
  /** Where it is, if not at github.com. */
  readonly host?: string | undefined;
  /** `acme/app` */
  readonly path: string;
}

const DAY_MS = 86_400_000;
/** How many origins in a row fail before it is taken for GitHub's fault. */
const MAX_FAILURES = 3;

/** @returns what changes of the cursor */
type Work = (repository: Repository, last: SyncCursor) => Promise<Partial<SyncCursor>>;

/** @throws what stops all turns: GitHub limits us, or does not know the token */
export async function inTurn(
  reconciling: Reconciling,
  part: Part,
  repositories: readonly Repository[],
  work: Work,
): Promise<void> {
  const stored = await readSyncCursors(reconciling.table, part);
  const cursors = new Map(stored.map((each) => [each.place, each]));
  const due = repositories
    .map((repository) => {
      const { source: place } = repository.source;
      return { repository, last: cursors.get(place) ?? { place, projects: [], trains: [], triedAt: '' } };
    })
    .filter(({ last: { parked } }) => parked === undefined || parked.until <= reconciling.now)
    .toSorted((a, b) => compare(a.last.triedAt, b.last.triedAt) || compare(a.last.place, b.last.place));
  let failures = 0;
  for (const { repository, last } of due) {
    if (reconciling.isOver() || failures === MAX_FAILURES) return;
    failures = (await isAnswered(reconciling, part, last, () => work(repository, last))) ? 0 : failures + 1;
  }
}

/** @returns whether GitHub answered, if only with a refusal */
async function isAnswered(
  { table, now }: Reconciling,
  part: Part,
  { parked: _over, ...last }: SyncCursor,
  work: () => ReturnType<Work>,
): Promise<boolean> {
  try {
    await storeSyncCursor(table, part, { ...last, ...(await work()), triedAt: now });
    return true;
  } catch (error) {
    const because = refusalIn(error);
    if (because === undefined && !(error instanceof GithubUnavailableError)) throw error;
    metrics.addMetric(because === undefined ? 'ReconcileFailed' : 'ReconcileParked', 'Count', 1);
    const log = { part, place: last.place, because: because ?? 'GitHub did not answer' };
    logger.warn('An origin could not be reconciled.', log);
    const until = new Date(Date.parse(now) + DAY_MS).toISOString();
    const parked = because === undefined ? undefined : { because, until };
    await storeSyncCursor(table, part, { ...last, triedAt: now, parked });
    return because !== undefined;
  }
}

/** Why asking again within the hour would not help. */
function refusalIn(error: unknown): string | undefined {
  if (error instanceof GithubRefusedError) return error.message;
  return error instanceof ZodError ? 'GitHub answered in a shape that is not understood' : undefined;
}

/** Verdicts wait for an origin's cursor to pass the cut, which they must not where nothing moves it. */
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
