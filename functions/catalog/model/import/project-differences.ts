/** Projects, as files have them and as they are known: started, paused, resumed, ended; and what roadmaps plan for them. */
import { canonicalJson } from '../../../../events/canonical-json.ts';
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import { type Fields, idsOf, without } from './field-differences.ts';
import { isLiving, type Known, type KnownRecord, leavesWithFiles, type Plan } from './known.ts';
import { NO_LONGER, registration, saidAt } from './record-differences.ts';
import { type Catalog, type ProjectRecord, registered } from './records.ts';

type KnownProject = KnownRecord<ProjectRecord>;

const ofItsLife = ['startedAt', 'status', 'reason'];

export function projectDifferences(
  known: Known['projects'],
  wanted: Catalog['projects'],
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const kept = [...wanted].map(([id, record]) => oneProject(id, known.get(id), record, at));
  const gone = [...known]
    .filter(([id, record]) => !wanted.has(id) && leavesWithFiles(record) && !isOver(record))
    .map(([id, record]) =>
      unlessLate(told(turning(id, 'ProjectEnded', 'is over', NO_LONGER)), saidAt([record]), at),
    );
  return joined([...kept, ...gone]);
}

const isOver = (known: KnownProject) => !isLiving(known) || known.record.status === 'ended';

function oneProject(
  id: string,
  known: KnownProject | undefined,
  wanted: ProjectRecord,
  at: string,
): Findings {
  const startedAt = wanted.startedAt ?? undefined;
  // What is over stays as it was: another start would begin it again.
  if (known !== undefined && isOver(known) && wanted.status === 'ended') return told();
  if (known === undefined) {
    const since = startedAt ?? at;
    // Nothing rests or ends before it starts.
    const turned = turn(id, 'active', undefined, wanted).map((statement) => ({
      ...statement,
      occurredAt: since > at ? since : at,
    }));
    return told(...started(id, [], wanted).map((start) => ({ ...start, occurredAt: since })), ...turned);
  }
  const before = isOver(known) ? 'active' : (known.record.status ?? 'active');
  const base = { ...known, isGone: isOver(known) };
  const statements = [...started(id, [base], wanted), ...turn(id, before, known.record.reason, wanted)];
  const now = unlessLate(told(...statements), saidAt([known]), at);
  return joined([now, sinceBefore(id, known.record.startedAt, wanted)]);
}

const started = (id: string, bases: readonly KnownProject[], wanted: ProjectRecord): Statement[] =>
  registration(
    registered.projects,
    id,
    bases.map((base) => ({ ...base, record: fieldsOf(base.record) })),
    fieldsOf(wanted),
  );

const fieldsOf = (record: ProjectRecord): Fields => without(record, ofItsLife);

/** A project counts from its first start: an earlier one can still be told, a later one cannot. */
function sinceBefore(id: string, known: string | null | undefined, wanted: ProjectRecord): Findings {
  const since = wanted.startedAt ?? undefined;
  if (since === undefined || known == null || since === known) return told();
  if (since > known) {
    const words = `project ${id}: startedAt ${since} cannot be recorded: it is known to have started at ${known}`;
    return { ...told(), unspoken: [words] };
  }
  const { title, team, train } = wanted;
  return told({
    entity: { kind: 'project', id },
    words: `project ${id}: had started before, at ${since}`,
    type: 'ProjectStarted',
    fields: { project: id, title, team, train },
    occurredAt: since,
  });
}

function turn(
  id: string,
  before: ProjectRecord['status'],
  knownReason: ProjectRecord['reason'],
  { status, reason }: ProjectRecord,
): Statement[] {
  if (status === 'ended') return [turning(id, 'ProjectEnded', 'is over', reason)];
  if (status === 'paused' && (before !== 'paused' || (knownReason ?? null) !== (reason ?? null)))
    return [turning(id, 'ProjectPaused', 'is paused', reason)];
  if (status !== 'paused' && before === 'paused') return [turning(id, 'ProjectResumed', 'goes on', reason)];
  return [];
}

const turning = (
  id: string,
  type: 'ProjectPaused' | 'ProjectResumed' | 'ProjectEnded',
  words: string,
  reason: ProjectRecord['reason'],
): Statement => ({
  entity: { kind: 'project', id },
  words: `project ${id}: ${words}${reason == null ? '' : `, ${reason}`}`,
  type,
  fields: { project: id, ...(reason == null ? {} : { reason }) },
});

interface Planned {
  readonly project: string;
  readonly release: string;
  readonly feature?: string | undefined;
  readonly exposure?: Plan['exposure'];
}

export function planDifferences(known: Known['plans'], roadmaps: Catalog['roadmap']): Findings {
  if (roadmaps === undefined) return told();
  const wanted = wantedPlans(roadmaps);
  const before = new Map<string, Planned & Plan>(
    [...known].flatMap(([project, plans]) =>
      plans.map((plan) => [keyOf({ ...plan, project }), { ...plan, project }] as const),
    ),
  );
  const statements = idsOf(wanted, before).flatMap((key) => one(before.get(key), wanted.get(key)));
  return told(...statements);
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

function one(before: (Planned & Plan) | undefined, wanted: Planned | undefined): Statement[] {
  if (wanted === undefined) return before?.isFromFiles === true ? [unplanned(before)] : [];
  return before !== undefined && before.exposure === wanted.exposure ? [] : [planned(wanted, before)];
}

const planned = (plan: Planned, before: Plan | undefined): Statement => ({
  entity: { kind: 'project', id: plan.project },
  words: `project ${plan.project}: plans ${named(plan)}${exposed(plan, before)}`,
  type: 'ShipmentPlanned',
  fields: { ...keyFields(plan), ...(plan.exposure === undefined ? {} : { exposure: plan.exposure }) },
});

const unplanned = (plan: Planned): Statement => ({
  entity: { kind: 'project', id: plan.project },
  words: `project ${plan.project}: no longer plans ${named(plan)}`,
  type: 'ShipmentUnplanned',
  fields: { ...keyFields(plan), reason: 'no longer in a roadmap' },
});

const keyFields = ({ project, release, feature }: Planned) => ({
  project,
  release,
  ...(feature === undefined ? {} : { feature }),
});

const named = ({ release, feature }: Planned) =>
  feature === undefined ? `to ship in ${release}` : `to ship ${feature} in ${release}`;

function exposed({ exposure }: Planned, before: Plan | undefined): string {
  if (before === undefined) return exposure === undefined ? '' : `, ${exposure}`;
  return `, ${before.exposure ?? 'exposure unknown'} -> ${exposure ?? 'unknown'}`;
}
