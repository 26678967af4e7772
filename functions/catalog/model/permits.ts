/** What a person does by stating something, about what, and whether they may: by the records that are at hand. */
import type { Fact } from '../../../events/catalogue.ts';
import { type Entity, project } from '../../../events/contract.ts';
import type { approvalRules } from '../../../events/facts/rubric.ts';
import type { Output } from '../../../events/lazy.ts';
import type { Accepted } from '../../../events/read.ts';
import type { ChannelRecord, TeamRecord } from './import/records.ts';
import {
  type Action,
  type Decider,
  may,
  type Permission,
  type Refusal,
  refusalWords,
  type Target,
} from './permissions.ts';
import type { HeldExemption } from './project.ts';
import type { Actor } from './speakers.ts';

/** Which exemption, or which recorded fact is meant. */
interface Scope {
  readonly release?: string | null | undefined;
  readonly until?: string | null | undefined;
  /** What was measured. */
  readonly key?: string | undefined;
}

/** Answers for anything whose records are at hand. */
export type Permits = (person: Actor, action: Action, about: Entity, scope?: Scope) => Permission;

/** The records that decide, by id, as far as they are registered. */
export interface Registry {
  readonly teams: ReadonlyMap<string, Pick<TeamRecord, 'contacts' | 'org' | 'approvers'>>;
  readonly projects?: ReadonlyMap<string, OwnedProject>;
  readonly features?: ReadonlyMap<string, OwnedFeature>;
  readonly channels?: ReadonlyMap<string, Pick<ChannelRecord, 'audience' | 'to'>>;
  readonly reviews?: ReadonlyMap<string, AskedReview>;
  readonly approvals?: Output<typeof approvalRules> | null | undefined;
  /** Of the rubric. */
  readonly categories?: readonly RuledCategory[] | undefined;
}

export interface OwnedProject {
  readonly team?: string | undefined;
  readonly exemptions?: readonly HeldExemption[] | undefined;
}

interface OwnedFeature {
  readonly team?: string | undefined;
  readonly authors?: readonly string[] | null | undefined;
}

export interface AskedReview {
  readonly by?: string | undefined;
  readonly reviewers: readonly string[];
  readonly team?: string | undefined;
  readonly feature?: string | undefined;
}

interface RuledCategory {
  readonly team: string;
  readonly check?: string | null | undefined;
}

export const permitsOf =
  (registry: Registry): Permits =>
  (person, action, about, scope = {}) => {
    const target = targetOf(registry, person, about, scope);
    const of = target.team === undefined ? undefined : registry.teams.get(target.team);
    return may(person, action, target, { team: of, approvals: registry.approvals });
  };

function targetOf(registry: Registry, person: Actor, { kind, id }: Entity, scope: Scope): Target {
  const what = kind === 'rubric' ? 'the rubric' : `${kind} ${id}`;
  switch (kind) {
    case 'project': {
      const { team, exemptions = [] } = registry.projects?.get(id) ?? {};
      const asked = exemptions.findLast((one) => isSameScope(one, scope));
      const isWaiting = asked !== undefined && asked.approver === undefined;
      return { what, team, askedBy: asked?.askedBy, isWaiting };
    }
    case 'feature': {
      const { team, authors } = registry.features?.get(id) ?? {};
      return { what, team, others: [...(authors ?? []).map(asAuthor), ...readersOf(registry, scope.key)] };
    }
    case 'channel':
      return { what, ...audienceOf(registry, person, id) };
    case 'review':
      return { what, ...askedIn(registry, id) };
    default:
      return { what, team: kind === 'team' ? id : undefined };
  }
}

const asAuthor = (reference: string): Decider => ({ reference, as: 'one of its authors' });

/** The teams that own a category whose rule reads what is recorded: it is theirs to measure. */
const readersOf = ({ categories = [] }: Registry, key: string | undefined): Decider[] =>
  key === undefined
    ? []
    : categories.flatMap(({ team: owner, check }) =>
        check?.split(/[^\p{L}\p{N}_]+/u).includes(key)
          ? [{ reference: `team:${owner}`, as: `someone in team ${owner}` }]
          : [],
      );

/** One's own address is one's own to mute; of a channel of an org, those of its teams may. */
function audienceOf({ channels, teams }: Registry, person: Actor, id: string): Omit<Target, 'what'> {
  const { audience = 'all', to } = channels?.get(id) ?? {};
  const isOwn = to != null && to.toLowerCase() === person.email?.toLowerCase();
  const self = isOwn ? person.names.map((reference) => ({ reference, as: 'whose address it is' })) : [];
  const [kind, name = ''] = audience.split(/:(.*)/s);
  if (kind === 'team') return { team: name, others: self };
  if (kind !== 'org') return { audience: 'everybody', others: self };
  const ofOrg = person.teams.filter((one) => teams.get(one)?.org === name);
  const members = ofOrg.map((one) => ({ reference: `team:${one}`, as: `someone in team ${one}` }));
  return { audience: { org: name }, others: [...self, ...members] };
}

function askedIn({ reviews, features }: Registry, id: string): Omit<Target, 'what'> {
  const asked = reviews?.get(id);
  const own = asked?.team ?? (asked?.feature === undefined ? undefined : features?.get(asked.feature)?.team);
  const by = asked?.by === undefined ? [] : [{ reference: asked.by, as: 'who asked for it' }];
  return {
    team: own,
    others: [...by, ...(asked?.reviewers ?? []).map((reference) => ({ reference, as: 'who is asked' }))],
  };
}

const isSameScope = (a: Scope, b: Scope) =>
  (b.release != null || b.until != null) &&
  (a.release ?? undefined) === (b.release ?? undefined) &&
  (a.until ?? undefined) === (b.until ?? undefined);

/**
 * What a person states who wants an exemption: that it is granted or, where the rubric wants two people and nobody has asked yet,
 * that it is asked for.
 */
export function exemptionBy(
  permits: Permits,
  person: Actor,
  of: string,
  scope: Scope,
): 'ExemptionGranted' | 'ExemptionRequested' | Refusal {
  const granting = permits(person, 'exempt', project(of), scope);
  if (granting.allowed) return 'ExemptionGranted';
  return granting.isUnasked === true ? 'ExemptionRequested' : granting;
}

const ACTIONS: ReadonlyMap<Fact['type'], Action> = new Map<Fact['type'], Action>([
  ['ExemptionRequested', 'ask-exemption'],
  ['ExemptionGranted', 'exempt'],
  ['ExemptionWithdrawn', 'withdraw'],
  ['ShipmentPlanned', 'plan'],
  ['ShipmentUnplanned', 'plan'],
  ['ChangeMerged', 'ship'],
  ['FeatureShipped', 'ship'],
  ['ShipmentWithdrawn', 'withdraw'],
  ['ChangeReverted', 'withdraw'],
  ['ChangeWithdrawn', 'withdraw'],
  ['ChangeReinstated', 'withdraw'],
  ['FactRecorded', 'record'],
  ['EnrollmentOpened', 'enroll'],
  ['EnrollmentClosed', 'enroll'],
  ['AccountEnrolled', 'enroll'],
  ['AccountLeft', 'enroll'],
  ['ChannelMuted', 'mute'],
  ['EntitySnoozed', 'snooze'],
]);

/** Who reviews, gives stars and confirms is decided elsewhere or open to everybody in the catalog; the rest is the catalog itself. */
const ELSEWHERE: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'StarGranted',
  'StarRevoked',
  'StarNotApplicable',
  'ReviewRequested',
  'ReviewAnswered',
  'ReviewAnswerWithdrawn',
  'ReviewReturned',
  'ReviewResubmitted',
  'RecordVerified',
  'CadenceCompleted',
  'ChannelTestRequested',
  'MessageRetried',
]);

/** What a fact is about, for who may state it: its projects, where it is about any. */
function aboutOf({ entities }: Stated): readonly Entity[] {
  const projects = entities.filter(({ kind }) => kind === 'project');
  return projects.length > 0 ? projects : entities.slice(0, 1);
}

const scopeOf = ({ detail }: Fact): Scope => ({
  release: 'release' in detail ? detail.release : undefined,
  until: 'until' in detail && typeof detail.until === 'string' ? detail.until : undefined,
  key: 'key' in detail ? detail.key : undefined,
});

/** A fact, and the entities that it is about. */
type Stated = Pick<Accepted, 'fact' | 'entities'>;

/** The entities whose records decide who may state some facts. */
export const decidedBy = (facts: readonly Stated[]): readonly Entity[] => facts.flatMap(aboutOf);

/** Why a person may not state a fact; undefined where they may. */
export function refusalOf(stated: Stated, actor: Actor, permits: Permits): string | undefined {
  const { fact } = stated;
  const stranger = strangerIn(fact, actor);
  if (stranger !== undefined || ELSEWHERE.has(fact.type)) return stranger;
  const action = ACTIONS.get(fact.type) ?? 'edit';
  for (const about of aboutOf(stated)) {
    const answer = permits(actor, action, about, scopeOf(fact));
    if (!answer.allowed) return refusalWords(answer);
  }
  return undefined;
}

/** One person does not speak for another; for a team or a role those speak who have it. */
function strangerIn({ type, detail }: Fact, { names, teams, roles = [] }: Actor): string | undefined {
  const [own = ''] = names;
  if (detail.actor !== undefined && !names.includes(detail.actor))
    return `its actor is ${detail.actor}, and ${own} speaks`;
  if (type !== 'ExemptionGranted') return undefined;
  const speaksAs = [...names, ...teams.map((one) => `team:${one}`), ...roles.map((one) => `role:${one}`)];
  return speaksAs.includes(detail.approver)
    ? undefined
    : `its approver is ${detail.approver}, and ${own} speaks: who approves an exemption states it`;
}
