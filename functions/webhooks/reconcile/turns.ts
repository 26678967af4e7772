/** Place by place, whoever waits longest first: a turn that was cut short goes on with the others next time. */
import { ZodError } from 'zod';
import {
  type Part,
  readSyncCursors,
  type SyncCursor,
  storeSyncCursor,
} from '../../catalog/store/sync-cursors.ts';
import { GithubRefusedError, GithubUnavailableError } from '../../kernel/github/errors.ts';
import { logger } from '../../kernel/log/logger.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import type { Reconciling } from './reconciling.ts';

const DAY = 86_400_000;
/** Places that fail one after another before it is taken for GitHub's fault. */
const MAX_FAILURES = 3;

export interface Turn {
  readonly place: string;
  /** The place's look as it was. */
  readonly last: SyncCursor;
}

/** @returns what is new of the look */
type Work = (turn: Turn) => Promise<Partial<SyncCursor>>;

/** @throws what stops all turns: the API is limited, or does not know the token */
export async function inTurn(
  reconciling: Reconciling,
  part: Part,
  places: readonly string[],
  work: Work,
): Promise<void> {
  const looks = new Map((await readSyncCursors(reconciling.table, part)).map((each) => [each.place, each]));
  const turns = distinct(places)
    .map((place) => ({ place, last: looks.get(place) ?? never(place) }))
    .filter(({ last }) => last.parked === undefined || last.parked.until <= reconciling.now);
  let failures = 0;
  for (const turn of turns.toSorted((a, b) => compare(a.last.triedAt, b.last.triedAt))) {
    if (reconciling.isOver() || failures === MAX_FAILURES) return;
    failures = (await isDone(reconciling, part, turn, work)) ? 0 : failures + 1;
  }
}

/** @returns whether GitHub answered, if only with a refusal */
async function isDone({ table, now }: Reconciling, part: Part, turn: Turn, work: Work): Promise<boolean> {
  const { parked: _over, ...last } = turn.last;
  try {
    await storeSyncCursor(table, part, { ...last, ...(await work(turn)), triedAt: now });
    return true;
  } catch (error) {
    const because = refusalIn(error);
    if (because === undefined && !(error instanceof GithubUnavailableError)) throw error;
    tell(part, turn.place, because);
    await storeSyncCursor(table, part, { ...last, triedAt: now, ...parkedFor(because, now) });
    return because !== undefined;
  }
}

const never = (place: string): SyncCursor => ({ place, projects: [], trains: [], triedAt: '' });

const parkedFor = (because: string | undefined, now: string) =>
  because === undefined ? {} : { parked: { because, until: new Date(Date.parse(now) + DAY).toISOString() } };

/** Why asking again within the hour would not help. */
function refusalIn(error: unknown): string | undefined {
  if (error instanceof GithubRefusedError) return error.message;
  return error instanceof ZodError ? 'GitHub answers in a shape that is not understood.' : undefined;
}

function tell(part: Part, place: string, because: string | undefined): void {
  metrics.addMetric(because === undefined ? 'ReconcileFailed' : 'ReconcileParked', 'Count', 1);
  logger.warn('A place could not be reconciled.', {
    part,
    place,
    because: because ?? 'GitHub did not answer.',
  });
}

/** Nobody waits for looks that nobody makes. */
export async function pauseSyncCursors(
  { table, now }: Pick<Reconciling, 'table' | 'now'>,
  because: string,
  isMeant: (place: string) => boolean = () => true,
): Promise<void> {
  for (const part of ['changes', 'deliveries'] as const)
    for (const look of await readSyncCursors(table, part))
      if (isMeant(look.place) && look.parked === undefined)
        await storeSyncCursor(table, part, { ...look, triedAt: now, parked: { because, until: now } });
}
