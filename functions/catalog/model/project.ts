import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { exposure } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { distinct, ofType } from '../../kernel/model/facts.ts';
import { projectFields } from './import/records.ts';
import {
  fieldsKnown,
  isFromFiles,
  knowledgeOf,
  lastOfEach,
  lifecycleShape,
  registrationOf,
  type ShapeOf,
} from './record-keeping.ts';

/** What it means to ship in a release. */
export const plan = lazy(() =>
  z.object({
    release: z.string(),
    feature: z.string().optional(),
    exposure: exposure().optional(),
    isFromFiles: z.boolean(),
  }),
);

/** An exemption that is held, or waits for somebody to approve it; by the names that its facts give. */
export const exemption = lazy(() =>
  z.object({
    release: z.string().optional(),
    until: z.string().optional(),
    reason: z.string(),
    /** Absent while it waits. */
    approver: z.string().optional(),
    /** Who asked for it, where somebody did. */
    askedBy: z.string().optional(),
    /** When it was asked for or granted, UTC. */
    at: z.string(),
    isFromFiles: z.boolean(),
  }),
);
export type HeldExemption = Output<typeof exemption>;

/** The newest exemptions; with every reason at its longest they stay under 400 KB an item. */
const MAX_EXEMPTIONS = 40;

/** The newest plans; with every id at its longest they stay far under 400 KB an item. */
const MAX_PLANS = 100;

/** Ongoing work of one team that is expected to ship in each release of its train. */
export const projectState = lazy(() =>
  z.object({
    project: z.string(),
    registered: z.boolean(),
    registration: lifecycleShape().registration,
    ...({
      title: z.string().optional(),
      team: z.string().optional(),
      train: z.string().optional(),
      features: z.array(z.string()).optional(),
    } satisfies ShapeOf<typeof projectFields>),
    /** Every train it was ever started on: where its verdicts may stand. */
    trains: z.array(z.string()),
    status: z.enum(['active', 'paused', 'ended', 'unknown']),
    /** Why it is paused, or ended. */
    reason: z.string().optional(),
    startedAt: z.string().optional(),
    /** When each was planned, UTC: a release's name means what it meant then. */
    plans: z.array(plan().extend({ at: z.string() })),
    /** Plans before them that are not in the snapshot. */
    plansOmitted: z.int(),
    /** In the order in which they were last stated. */
    exemptions: z.array(exemption()),
    fields: fieldsKnown(),
  }),
);
export type ProjectState = Output<typeof projectState>;

const ofProject = lazy(() => projectFields().keyof());

/**
 * Folds a project's ledger. What it shipped is not in the snapshot, which would grow without end: a verdict reads the
 * ledger itself.
 * @param facts in order
 */
export function foldProject(project: string, facts: readonly Fact[]): ProjectState {
  const started = ofType(facts, 'ProjectStarted').map(({ detail }) => detail);
  const life = lifeOf(facts);
  const plans = plansIn(facts);
  return {
    project,
    registered: started.length > 0,
    registration: registrationOf(started),
    ...lastOfEach(started, ofProject().options),
    trains: distinct(started.map(({ train }) => train)),
    status: life?.status ?? 'unknown',
    reason: life?.reason,
    startedAt: started[0]?.occurredAt,
    plans: plans.slice(-MAX_PLANS),
    plansOmitted: Math.max(0, plans.length - MAX_PLANS),
    exemptions: exemptionsIn(facts).slice(-MAX_EXEMPTIONS),
    fields: knowledgeOf(started, facts, ofProject().options),
  };
}

/**
 * What a project means to ship and has not taken back, in the order in which it was last planned.
 * @param facts in order
 */
export function plansIn(facts: readonly Fact[]): ProjectState['plans'] {
  const plans = new Map<string, ProjectState['plans'][number]>();
  for (const { type, detail } of facts) {
    if (type !== 'ShipmentPlanned' && type !== 'ShipmentUnplanned') continue;
    const { release } = detail;
    const feature = detail.feature ?? undefined;
    const which = canonicalJson([release, feature]);
    plans.delete(which);
    if (type === 'ShipmentUnplanned') continue;
    plans.set(which, {
      release,
      feature,
      exposure: detail.exposure ?? undefined,
      isFromFiles: isFromFiles(detail),
      at: detail.occurredAt,
    });
  }
  return [...plans.values()];
}

/**
 * The exemptions of a project that were not withdrawn, and those that are asked for. What is asked for waits until it is granted;
 * who asked stays known then.
 * @param facts in order
 * @param called what a release that a fact names goes by now
 */
export function exemptionsIn(
  facts: readonly Fact[],
  called: (release: string, at: string) => string = (release) => release,
): HeldExemption[] {
  const held = new Map<string, HeldExemption>();
  for (const { type, detail } of facts) {
    if (type !== 'ExemptionRequested' && type !== 'ExemptionGranted' && type !== 'ExemptionWithdrawn')
      continue;
    const release = detail.release == null ? undefined : called(detail.release, detail.occurredAt);
    const scope = { release, until: detail.until ?? undefined };
    const which = canonicalJson(scope);
    const before = held.get(which);
    if (type === 'ExemptionRequested' && before?.approver !== undefined) continue;
    held.delete(which);
    if (type === 'ExemptionWithdrawn') continue;
    const { reason, occurredAt: at } = detail;
    const stated = { ...scope, reason, at, isFromFiles: isFromFiles(detail) };
    if (type === 'ExemptionRequested') held.set(which, { ...stated, askedBy: detail.actor });
    else held.set(which, { ...stated, approver: detail.approver, askedBy: before?.askedBy });
  }
  return [...held.values()];
}

/** What a project was at one moment. */
export interface Life {
  readonly status: 'active' | 'paused' | 'ended';
  /** Since when it has had this status. */
  readonly since: string;
  /** Why it is paused, or ended. */
  readonly reason?: string | undefined;
  readonly team: string;
  readonly train: string;
  readonly title: string;
}

/**
 * A project's life up to a moment (inclusive; without one, up to now): its status, team and train as they were then.
 * `undefined` before it was started. Started again after it ended, it is active again.
 * @param facts in order
 */
export function lifeOf(facts: readonly Fact[], at?: string): Life | undefined {
  const known = at === undefined ? facts : facts.filter(({ detail }) => detail.occurredAt <= at);
  return known.reduce<Life | undefined>((life, fact) => turn(life, fact), undefined);
}

function turn(life: Life | undefined, { type, detail }: Fact): Life | undefined {
  const at = detail.occurredAt;
  if (type === 'ProjectStarted') {
    const { team, train, title } = detail;
    // A start that is stated again, to change something else, does not end a pause.
    const status = life?.status === 'paused' ? 'paused' : 'active';
    const reason = status === 'paused' ? life?.reason : undefined;
    return { status, since: sinceWhen(life, status, at), reason, team, train, title };
  }
  const status = turns.get(type);
  // What has ended is neither paused nor resumed: only a new start begins it again.
  if (life === undefined || status === undefined || life.status === 'ended') return life;
  const reason = 'reason' in detail ? (detail.reason ?? undefined) : undefined;
  return { ...life, status, since: sinceWhen(life, status, at), reason };
}

/** A status that is stated again began when it was first stated. */
const sinceWhen = (life: Life | undefined, status: Life['status'], at: string) =>
  life?.status === status ? life.since : at;

const turns: ReadonlyMap<Fact['type'], Life['status']> = new Map([
  ['ProjectPaused', 'paused'],
  ['ProjectResumed', 'active'],
  ['ProjectEnded', 'ended'],
]);
