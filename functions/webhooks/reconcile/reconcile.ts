/**
 * Hourly, of every GitHub repository of the catalog: what its webhooks missed. Webhooks get lost (GitHub never repeats one by
 * itself), and a project must not be flagged for that. First the merged pull requests and releases are compared with the
 * ledger; when what was missed has arrived there, deliveries that failed are asked for again, and are repeats.
 */
import { canonicalJson, digestOf } from '../../../events/canonical-json.ts';
import type { Accepted } from '../../../events/read.ts';
import type { SourceState } from '../../catalog/model/source.ts';
import { readSources } from '../../catalog/store/sources.ts';
import { keepPause, readPause, type SyncCursor, storeSyncCursor } from '../../catalog/store/sync-cursors.ts';
import { unheard } from '../../kernel/ledger/append.ts';
import { logger } from '../../kernel/log/logger.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import { laterOf } from '../sources/reading/moments.ts';
import { ApiLimitedError, ApiUnauthorizedError } from './api-errors.ts';
import { compare } from './compare.ts';
import type { Reconciling } from './reconciling.ts';
import { redeliver } from './redeliver.ts';
import { concernedBy, windowsSince } from './since.ts';
import { inTurn, pauseSyncCursors, type Turn } from './turns.ts';

/** By now what just happened could be on its way: it is not looked for before it had the time to come. */
const ON_ITS_WAY_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** How long what was published is waited for, before the next turn does. */
const ARRIVALS = 10;
const BETWEEN_ARRIVALS_MS = 2000;

export async function reconcile(reconciling: Reconciling): Promise<void> {
  const { table, now } = reconciling;
  const pause = await readPause(table);
  if (pause !== undefined && pause > now) return;
  const sources = new Map((await readSources(table)).flatMap((each) => withRepository(each)));
  await pauseSyncCursors(
    reconciling,
    'it is no source of the catalog any more',
    (place) => !sources.has(place),
  );
  try {
    await lookAtChanges(reconciling, sources);
    await askAgain(reconciling, sources);
  } catch (error) {
    if (error instanceof ApiLimitedError) await keepPause(table, error.until);
    else if (error instanceof ApiUnauthorizedError) await pauseSyncCursors(reconciling, error.message);
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

interface Arriving {
  readonly look: SyncCursor;
  readonly facts: readonly Accepted[];
}

async function lookAtChanges(reconciling: Reconciling, sources: Sources): Promise<void> {
  const arriving: Arriving[] = [];
  try {
    await inTurn(reconciling, 'changes', [...sources.keys()], async (turn) => {
      const registered = sources.get(turn.place);
      if (registered === undefined) return {};
      const { window, mapping, concerned } = await nextLook(reconciling, turn, registered);
      const facts = await compare(reconciling, registered.source, registered.repository, window);
      metrics.addMetric('FactsReconciled', 'Count', facts.length);
      const whole = { ...concerned, mapping, upTo: window.upTo };
      if (facts.length === 0) return whole;
      arriving.push({ look: { ...whole, place: turn.place, triedAt: reconciling.now }, facts });
      return concerned;
    });
  } finally {
    await untilArrived(reconciling, arriving);
  }
}

/**
 * The window to look at: all that is open, once a day and when the mapping is another than before; in between only what
 * came since the last look, with an hour to spare.
 */
async function nextLook({ table, now }: Reconciling, { last }: Turn, { source }: Registered) {
  const concerned = await concernedBy(table, source);
  const mapping = digestOf(canonicalJson([source.record, concerned.trains]));
  const open = await windowsSince(table, concerned.trains, now);
  const isContinued = last.mapping === mapping && last.upTo?.slice(0, 10) === now.slice(0, 10);
  const since = isContinued && last.upTo !== undefined ? laterOf(open, before(last.upTo, HOUR_MS)) : open;
  return { concerned, mapping, window: { since: since ?? open, upTo: before(now, ON_ITS_WAY_MS) } };
}

const before = (moment: string, milliseconds: number): string =>
  new Date(Date.parse(moment) - milliseconds).toISOString();

/** What is only on the bus is in no ledger yet: a place counts as looked at when nothing of it is missing there. */
async function untilArrived({ table, wait }: Reconciling, arriving: readonly Arriving[]): Promise<void> {
  let waiting = arriving;
  for (let time = 0; waiting.length > 0 && time < ARRIVALS; time += 1) {
    await wait(BETWEEN_ARRIVALS_MS);
    const still: Arriving[] = [];
    for (const each of waiting) {
      if ((await unheard(table, each.facts)).length > 0) still.push(each);
      else await storeSyncCursor(table, 'changes', each.look);
    }
    waiting = still;
  }
}

async function askAgain(reconciling: Reconciling, sources: Sources): Promise<void> {
  await inTurn(reconciling, 'deliveries', [...sources.keys()], async ({ place }) => {
    const registered = sources.get(place);
    if (registered === undefined) return {};
    const asked = await redeliver(reconciling, place, registered.repository);
    metrics.addMetric('RedeliveriesAsked', 'Count', asked);
    return {};
  });
}
