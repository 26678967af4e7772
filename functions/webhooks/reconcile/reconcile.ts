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
import { inTurn, pauseSyncCursors, type Reconciling, type Repository } from './turns.ts';
import { scopeOf } from './window.ts';

/** How often a run checks whether what it published has arrived, before it leaves that to the next run. */
const ARRIVAL_CHECKS = 10;
const BETWEEN_CHECKS_MS = 2000;

export async function reconcile(reconciling: Reconciling): Promise<void> {
  const { table, now } = reconciling;
  const pause = await readPause(table);
  if (pause !== undefined && pause > now) return;
  const repositories = (await readSources(table)).flatMap((source) => repositoryOf(source, reconciling.host));
  const origins = new Set(repositories.map(({ source }) => source.source));
  const gone = 'it is no source of the catalog any more';
  await pauseSyncCursors(reconciling, gone, (origin) => !origins.has(origin));
  try {
    await compareAll(reconciling, repositories);
    await redeliverAll(reconciling, repositories);
  } catch (error) {
    if (error instanceof GithubLimitedError) await keepPause(table, error.until);
    else if (error instanceof GithubUnauthorizedError) await pauseSyncCursors(reconciling, error.message);
    else throw error;
    metrics.addMetric('ReconcileStopped', 'Count', 1);
    logger.warn('Reconciling stops for now.', { because: error.message });
  }
}

/** With a host in front, where it is another than github.com. */
const REPOSITORY = /^github:(?:([a-z\d.-]+(?::\d+)?)\/)?((?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+)$/;

/** There is one API, so of the sources with a host those at its own are asked for. */
function repositoryOf(source: SourceState, api: string | undefined): Repository[] {
  const [, host, path] = REPOSITORY.exec(source.source) ?? [];
  return path === undefined || (host !== undefined && host !== api) ? [] : [{ source, host, path }];
}

/** What was published for an origin, and its cursor once all of it is in the ledger. */
interface Arriving {
  readonly cursor: SyncCursor;
  readonly facts: readonly Accepted[];
}

async function compareAll(reconciling: Reconciling, repositories: readonly Repository[]): Promise<void> {
  const arriving: Arriving[] = [];
  try {
    await inTurn(reconciling, 'changes', repositories, async (repository, last) => {
      const { window, mapping, concerned } = await scopeOf(reconciling, last, repository.source);
      const { facts, tagDates } = await compareRepository(reconciling, repository, window, last);
      metrics.addMetric('FactsReconciled', 'Count', facts.length);
      const compared = { ...concerned, tagDates, mapping, upTo: window.upTo };
      if (facts.length === 0) return compared;
      arriving.push({ cursor: { ...compared, place: last.place, triedAt: reconciling.now }, facts });
      return { ...concerned, tagDates };
    });
  } finally {
    await untilArrived(reconciling, arriving);
  }
}

/** What is only on the bus is in no ledger yet: the cursor moves when nothing that was published is missing there. */
async function untilArrived({ table, wait }: Reconciling, arriving: readonly Arriving[]): Promise<void> {
  const waiting = new Set(arriving);
  for (let check = 0; waiting.size > 0 && check < ARRIVAL_CHECKS; check += 1) {
    await wait(BETWEEN_CHECKS_MS);
    for (const each of waiting) {
      if ((await unheard(table, each.facts)).length > 0) continue;
      await storeSyncCursor(table, 'changes', each.cursor);
      waiting.delete(each);
    }
  }
}

const redeliverAll = (reconciling: Reconciling, repositories: readonly Repository[]): Promise<void> =>
  inTurn(reconciling, 'deliveries', repositories, async (repository) => {
    metrics.addMetric('RedeliveriesAsked', 'Count', await redeliver(reconciling, repository));
    return {};
  });
