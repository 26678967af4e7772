/** Projects, as files have them and as they are known: started, paused, resumed, ended. */
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import type { Known, KnownRecord } from './known.ts';
import type { Catalog, ProjectRecord } from './records.ts';
import { isLiving, type Kind, leavesWithFiles, NO_LONGER, registration, saidAt } from './registration.ts';
import { type Fields, without } from './values.ts';

type KnownProject = KnownRecord<ProjectRecord>;

const projects: Kind = {
  type: 'ProjectStarted',
  key: 'project',
  kind: 'project',
  required: ['title', 'team', 'train'],
};

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
    projects,
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
    const words = `project ${id}: startedAt ${since} cannot be told, it is known to have started at ${known}`;
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
