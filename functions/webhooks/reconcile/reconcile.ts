/**
 * Hourly, for every GitHub repository of the catalog: what its webhooks missed. Webhooks get lost (GitHub never repeats one by
 * itself), and a project must not be flagged for that. First the merged pull requests and releases are compared with the
 * ledger; when what was missed has arrived there, deliveries that failed are requested again, and are repeats.
 */
import type { Accepted } from '../../../events/read.ts';
import type { SourceState } from '../../catalog/model/registered.ts';
import { readSources } from '../../catalog/store/records.ts';
import { keepPause, readPause, type SyncCursor, storeSyncCursor } from '../../catalog/store/sync-cursors.ts';
import { GithubLimitedError, GithubUnauthorizedError } from '../../kernel/github/errors.ts';
import { unheard } from '../../kernel/ledger/append.ts';
import { logger } from '../../kernel/log/logger.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import { compareRepository } from './compare.ts';
import { redeliver } from './redeliver.ts';
import { inTurn, pauseSyncCursors, type Reconciling } from './turns.ts';
import { scopeOf } from './window.ts';

/** How often it is looked whether what was published has arrived, before that is left to the next run. */
const ARRIVAL_CHECKS = 10;
const BETWEEN_CHECKS_MS = 2000;

export async function reconcile(reconciling: Reconciling): Promise<void> {
  const { table, now } = reconciling;
  const pause = await readPause(table);
  if (pause !== undefined && pause > now) return;
  const sources = new Map((await readSources(table)).flatMap((each) => withRepository(each)));
  const gone = 'it is no source of the catalog any more';
  await pauseSyncCursors(reconciling, gone, (origin) => !sources.has(origin));
  try {
    await compareAll(reconciling, sources);
    await redeliverAll(reconciling, sources);
  } catch (error) {
    if (error instanceof GithubLimitedError) await keepPause(table, error.until);
    else if (error instanceof GithubUnauthorizedError) await pauseSyncCursors(reconciling, error.message);
    else throw error;
    metrics.addMetric('ReconcileStopped', 'Count', 1);
    logger.warn('Reconciling stops for now.', { because: error.message });
  }
}

interface Registered {
  readonly source: SourceState;
  /** `acme/app` */
  readonly repository: string;
}

const REPOSITORY = /^github:((?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+)$/;

function withRepository(source: SourceState): [string, Registered][] {
  const [, repository] = REPOSITORY.exec(source.source) ?? [];
  return repository === undefined ? [] : [[source.source, { source, repository }]];
}

type Sources = ReadonlyMap<string, Registered>;

/** What was published for an origin, and its cursor once all of it is in the ledger. */
interface Arriving {
  readonly cursor: SyncCursor;
  readonly facts: readonly Accepted[];
}

async function compareAll(reconciling: Reconciling, sources: Sources): Promise<void> {
  const arriving: Arriving[] = [];
  try {
    await inTurn(reconciling, 'changes', [...sources.keys()], async (origin, last) => {
      const registered = sources.get(origin);
      if (registered === undefined) return {};
      const { window, mapping, concerned } = await scopeOf(reconciling, last, registered.source);
      const facts = await compareRepository(reconciling, registered.source, registered.repository, window);
      metrics.addMetric('FactsReconciled', 'Count', facts.length);
      const compared = { ...concerned, mapping, upTo: window.upTo };
      if (facts.length === 0) return compared;
      arriving.push({ cursor: { ...compared, place: origin, triedAt: reconciling.now }, facts });
      return concerned;
    });
  } finally {
    await untilArrived(reconciling, arriving);
  }
}

/** What is only on the bus is in no ledger yet: the cursor moves when nothing that was published is missing there. */
async function untilArrived({ table, wait }: Reconciling, arriving: readonly Arriving[]): Promise<void> {
  let waiting = arriving;
  for (let check = 0; waiting.length > 0 && check < ARRIVAL_CHECKS; check += 1) {
    await wait(BETWEEN_CHECKS_MS);
    const still: Arriving[] = [];
    for (const each of waiting) {
      if ((await unheard(table, each.facts)).length > 0) still.push(each);
      else await storeSyncCursor(table, 'changes', each.cursor);
    }
    waiting = still;
  }
}

async function redeliverAll(reconciling: Reconciling, sources: Sources): Promise<void> {
  await inTurn(reconciling, 'deliveries', [...sources.keys()], async (origin) => {
    const registered = sources.get(origin);
    if (registered === undefined) return {};
    const requested = await redeliver(reconciling, origin, registered.repository);
    metrics.addMetric('RedeliveriesAsked', 'Count', requested);
    return {};
  });
}
