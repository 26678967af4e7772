/** Projects, as files have them and as they are known: started, paused, resumed, ended; and what roadmaps plan for them. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import { idsOf } from './field-differences.ts';
import type { Known, KnownRecord, Plan } from './known.ts';
import { NO_LONGER, registration, sectionDifferences } from './record-differences.ts';
import { type Catalog, type ProjectRecord, registered } from './records.ts';

type KnownProject = KnownRecord<ProjectRecord>;

export const projectDifferences = (
  known: Known['projects'],
  wanted: Catalog['projects'],
  at: string,
): readonly Finding[] =>
  sectionDifferences(known, wanted, at, {
    present: (id, record) => oneProject(id, known.get(id), record, at),
    gone: (id, record) => (isOver(record) ? [] : [turning(id, 'ProjectEnded', 'is over', NO_LONGER)]),
  });

const isOver = (known: KnownProject) => known.isGone || known.record.status === 'ended';

function oneProject(
  id: string,
  known: KnownProject | undefined,
  wanted: ProjectRecord,
  at: string,
): readonly Finding[] {
  if (known === undefined) {
    const since = wanted.startedAt ?? at;
    const started = registration(registered.projects, id, [], wanted);
    // Nothing is paused or ends before it starts.
    const later = since > at ? since : at;
    return [
      ...started.map((start) => ({ ...start, occurredAt: since })),
      ...turn(id, {}, wanted).map((turned) => ({ ...turned, occurredAt: later })),
    ];
  }
  const isGone = isOver(known);
  // What is over stays as it was: another start would begin it again.
  if (isGone && wanted.status === 'ended') return [];
  const statements = [
    ...registration(registered.projects, id, [{ ...known, isGone }], wanted),
    ...turn(id, isGone ? {} : known.record, wanted),
  ];
  return [...unlessLate(statements, [known], at), ...sinceBefore(id, known.record.startedAt, wanted)];
}

/** A project counts from its first start: an earlier one can still be stated, a later one cannot. */
function sinceBefore(id: string, known: string | null | undefined, wanted: ProjectRecord): Finding[] {
  const { startedAt: since, title, team, train } = wanted;
  if (since == null || known == null || since === known) return [];
  if (since > known) {
    const why = `it is known to have started at ${known}`;
    return [{ warning: `project ${id}: startedAt ${since} cannot be recorded: ${why}` }];
  }
  const fields = { project: id, title, team, train };
  const start = statement('project', id, 'ProjectStarted', `had started before, at ${since}`, fields);
  return [{ ...start, occurredAt: since }];
}

type Turned = Pick<ProjectRecord, 'status' | 'reason'>;

function turn(id: string, before: Turned, { status, reason }: Turned): Statement[] {
  const wasPaused = before.status === 'paused';
  if (status === 'ended') return [turning(id, 'ProjectEnded', 'is over', reason)];
  if (status === 'paused' && (!wasPaused || (before.reason ?? null) !== (reason ?? null)))
    return [turning(id, 'ProjectPaused', 'is paused', reason)];
  return status !== 'paused' && wasPaused ? [turning(id, 'ProjectResumed', 'goes on', reason)] : [];
}

const turning = (
  id: string,
  type: 'ProjectPaused' | 'ProjectResumed' | 'ProjectEnded',
  words: string,
  reason: ProjectRecord['reason'],
): Statement =>
  statement('project', id, type, reason == null ? words : `${words}, ${reason}`, {
    project: id,
    reason: reason ?? undefined,
  });

interface Planned {
  readonly project: string;
  readonly release: string;
  readonly feature?: string | undefined;
  readonly exposure?: Plan['exposure'];
}

export function planDifferences(known: Known['plans'], roadmaps: Catalog['roadmap']): Statement[] {
  if (roadmaps === undefined) return [];
  const wanted = wantedPlans(roadmaps);
  const before = new Map<string, Planned & Plan>(
    [...known].flatMap(([project, plans]) =>
      plans.map((plan) => [keyOf({ ...plan, project }), { ...plan, project }] as const),
    ),
  );
  return idsOf(wanted, before).flatMap((key) => onePlan(before.get(key), wanted.get(key)));
}

/** A plan is of a project in a release, with a feature or without. */
const keyOf = ({ project, release, feature }: Planned) => canonicalJson([project, release, feature]);

const betterFirst: readonly Plan['exposure'][] = ['on-by-default', 'off-by-default', undefined];

/** Where two tasks plan the same, the better exposure is meant, whichever team comes first. */
function wantedPlans(roadmaps: NonNullable<Catalog['roadmap']>): ReadonlyMap<string, Planned> {
  const tasks = [...roadmaps.values()].flatMap(({ roadmap }) => roadmap ?? []);
  const plans = tasks.flatMap(({ project, release, feature, exposure }): Planned[] =>
    project == null || release == null
      ? []
      : [{ project, release, feature: feature ?? undefined, exposure: exposure ?? undefined }],
  );
  const worstFirst = plans.toSorted(
    (a, b) => betterFirst.indexOf(b.exposure) - betterFirst.indexOf(a.exposure),
  );
  return new Map(worstFirst.map((plan) => [keyOf(plan), plan]));
}

function onePlan(before: (Planned & Plan) | undefined, wanted: Planned | undefined): Statement[] {
  if (wanted === undefined) {
    if (before?.isFromFiles !== true) return [];
    const { project, release, feature } = before;
    const fields = { project, release, feature, reason: 'no longer in a roadmap' };
    const words = `no longer plans ${planInWords(before)}`;
    return [statement('project', project, 'ShipmentUnplanned', words, fields)];
  }
  if (before !== undefined && before.exposure === wanted.exposure) return [];
  const words = `plans ${planInWords(wanted)}${exposureInWords(wanted, before)}`;
  return [statement('project', wanted.project, 'ShipmentPlanned', words, { ...wanted })];
}

const planInWords = ({ release, feature }: Planned) =>
  feature === undefined ? `to ship in ${release}` : `to ship ${feature} in ${release}`;

function exposureInWords({ exposure }: Planned, before: Plan | undefined): string {
  if (before === undefined) return exposure === undefined ? '' : `, ${exposure}`;
  return `, ${before.exposure ?? 'exposure unknown'} -> ${exposure ?? 'unknown'}`;
}
