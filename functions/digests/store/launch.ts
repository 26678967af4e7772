/** Reads when a feature is to be launched, and what is prepared for that. */
import type { Fact } from '../../../events/catalogue.ts';
import { expectedCut, type ReleaseState } from '../../catalog/model/release.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { means, type NameSpan } from '../../kernel/model/identity.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type Launching, launchTasksAt, tasksFor } from '../model/launch.ts';

interface Launched extends Launching {
  /** Those that can plan it. */
  readonly projects: readonly string[];
  readonly spans: readonly NameSpan[];
  /** Of its team: its days are counted in their zone. */
  readonly zone: string;
  readonly rubricFacts: readonly Fact[];
}

export interface Launch {
  /** When the first release that it is planned for is to be out. UTC instant. */
  readonly plannedAt: string | undefined;
  readonly tasks: ReturnType<typeof tasksFor>;
}

/** As of a moment. A plan for a cancelled release does not count. */
export async function readLaunch(
  table: Store,
  { projects, spans, zone, rubricFacts, ...launching }: Launched,
  at: string,
): Promise<Launch> {
  const states = [...(await readStates(table, 'project', projects)).values()];
  const plans = states
    .flatMap(({ status, plans }) => (status === 'active' ? plans : []))
    .filter((plan) => plan.at <= at && plan.feature !== undefined && means(spans, plan.feature, plan.at));
  if (plans.length === 0) return { plannedAt: undefined, tasks: [] };
  const trains = distinct(states.flatMap((state) => state.trains));
  const releases = (
    await inParallel(trains, async (train) => (await readCalendar(table, train)).releases)
  ).flat();
  const [plannedAt] = plans
    .flatMap((plan) => releases.find(({ names }) => means(names, plan.release, plan.at)) ?? [])
    .flatMap((release) => (release.cancelledAt === undefined ? (outAt(release) ?? []) : []))
    .toSorted(compare);
  if (plannedAt === undefined) return { plannedAt, tasks: [] };
  return { plannedAt, tasks: tasksFor(launching, plannedAt, launchTasksAt(rubricFacts, at), zone, at) };
}

const outAt = (release: ReleaseState) => release.releaseAt ?? expectedCut(release);
