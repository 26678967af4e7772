/** Late facts: the verdicts of the projects they touch, in the releases they reach back to, are made again. */
import type { LedgerAdvanced } from '../../events/announcements/ledger-advanced.ts';
import type { EntityKind } from '../../events/contract.ts';
import { distinct } from '../domain/entries.ts';
import { featureState } from '../domain/feature.ts';
import { flagState } from '../domain/flag.ts';
import { projectState } from '../domain/project.ts';
import { type Reach, reaches } from '../domain/touches.ts';
import { inParallel } from '../kernel/parallel.ts';
import type { Store } from '../kernel/store/store.ts';
import { changesBehindFlag, changesOfFeature } from '../ledger/keys.ts';
import { readStates } from '../ledger/summary.ts';
import { readCalendar, readLinkedProjects } from '../ledger/trains.ts';
import { judgeProjects } from './judge-projects.ts';
import type { Judging } from './keep-verdict.ts';

export type Advanced = ReturnType<(typeof LedgerAdvanced)['read']>['detail'];

/** Several at once cost hardly more than one: most of what they read is the same. */
export async function membersAdvanced(judging: Judging, advances: readonly Advanced[]): Promise<void> {
  const [cause] = advances;
  if (cause === undefined) return;
  const reached = await projectsReached(judging.table, advances);
  const states = await readStates(judging.table, 'project', projectState, reached.keys());
  const trains = distinct([...states.values()].flatMap((state) => state.trains));
  for (const train of trains) {
    const { judged } = await readCalendar(judging.table, train);
    const pairs = [...states].flatMap(([project, state]) =>
      judged
        .filter((cycle) => state.trains.includes(train) && reaches(reached.get(project) ?? [], cycle))
        .map(({ release }) => ({ release, project })),
    );
    await judgeProjects(judging, train, pairs, cause);
  }
}

/** The projects that advances touch, each with how far back. */
async function projectsReached(
  table: Store,
  advances: readonly Advanced[],
): Promise<Map<string, readonly Reach[]>> {
  const touched = await Promise.all([
    projectsOf('project', advances, async (ids) => new Map(ids.map((id) => [id, [id]]))),
    projectsOf('feature', advances, (ids) => projectsOfFeatures(table, ids)),
    projectsOf('flag', advances, (ids) => projectsOfFlags(table, ids)),
  ]);
  const byProject = Map.groupBy(touched.flat(), ({ project }) => project);
  return new Map([...byProject].map(([project, all]) => [project, all.map(({ reach }) => reach)]));
}

type ProjectsOf = (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;

async function projectsOf(kind: EntityKind, advances: readonly Advanced[], find: ProjectsOf) {
  const own = advances.filter(({ entity }) => entity === kind);
  const found = await find(distinct(own.map(({ entityId }) => entityId)));
  return own.flatMap(({ entityId, since, release }) =>
    (found.get(entityId) ?? []).map((project) => ({
      project,
      reach: release == null ? { since } : { since, release },
    })),
  );
}

/** The projects that a feature's flag, or which project it belongs to, can matter to. */
async function projectsOfFeatures(
  table: Store,
  features: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const states = await readStates(table, 'feature', featureState, features);
  const found = await inParallel([...states], async ([name, state]): Promise<[string, string[]]> => {
    const names = [name, ...state.formerNames];
    const linked = await inParallel(names, (each) => readLinkedProjects(table, changesOfFeature(each)));
    return [name, distinct([...linked.flat(), ...state.projects])];
  });
  return new Map(found);
}

/** The projects whose changes are behind a flag, or whose features are. */
async function projectsOfFlags(
  table: Store,
  flags: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const states = await readStates(table, 'flag', flagState, flags);
  const features = await projectsOfFeatures(
    table,
    [...states.values()].flatMap((state) => state.features),
  );
  const found = await inParallel(flags, async (flag): Promise<[string, string[]]> => {
    const linked = await readLinkedProjects(table, changesBehindFlag(flag));
    const owned = states.get(flag)?.features.flatMap((feature) => features.get(feature) ?? []);
    return [flag, distinct([...linked, ...(owned ?? [])])];
  });
  return new Map(found);
}
