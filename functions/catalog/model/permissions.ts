/**
 * Who may state what about a project. Every way in that knows a person asks here: the command, a comment, the API with a
 * person. Facts that a system sends with the token alone are not asked, and a recorded fact stays valid when its author leaves.
 * Who may give a star is decided by the policy of its category.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { approvalRules } from '../../../events/facts/rubric.ts';
import type { Output } from '../../../events/lazy.ts';
import type { TeamRecord } from './import/records.ts';
import type { HeldExemption } from './project.ts';
import type { Actor } from './speakers.ts';

export type Action = 'exempt' | 'ask-exemption' | 'withdraw' | 'move' | 'plan' | 'ship';

export interface Target {
  readonly project: string;
  /** The team that the project belongs to now; absent where nobody registered the project. */
  readonly team?: string | undefined;
  /** Of an exemption: who asked for it, like `person:ada`. */
  readonly askedBy?: string | undefined;
  /** Whether that is asked for, and nobody has approved it. */
  readonly isWaiting?: boolean | undefined;
}

/** What the answer depends on. */
export interface PermissionCatalog {
  /** Of the project. */
  readonly team: Pick<TeamRecord, 'contacts' | 'org' | 'approvers'> | undefined;
  readonly approvals: Output<typeof approvalRules> | null | undefined;
}

/** One whom the rule names. */
export interface Decider {
  /** `person:ada`, `team:leads`, `role:product-director`, `github:ada` */
  readonly reference: string;
  /** Why it is theirs to decide, without a person's name: `the pm of team search`. */
  readonly as: string;
}

export type Permission = { readonly allowed: true } | Refusal;

export interface Refusal {
  readonly allowed: false;
  /** `an exemption for project rank is for the pm and em of team search, and for approvers that the catalog names` */
  readonly rule: string;
  /** Whom to ask; empty where the catalog names nobody. */
  readonly ask: readonly Decider[];
  /** They may, once somebody has asked: the rubric wants two people. */
  readonly isUnasked?: boolean;
}

const DEEDS: Readonly<Record<Action, string>> = {
  exempt: 'an exemption',
  'ask-exemption': 'a request for an exemption',
  withdraw: 'taking something back',
  move: 'moving a change',
  plan: 'a plan',
  ship: 'a shipment',
};

/** What everybody in the team may state, because it says what the team did or wishes. */
const OF_THE_WHOLE_TEAM: ReadonlySet<Action> = new Set(['ship', 'ask-exemption']);

/** The contacts of a team that decide for its projects. */
const MANAGERS = ['pm', 'em'] as const;

export function may(person: Actor, action: Action, target: Target, catalog: PermissionCatalog): Permission {
  const deciders = decidersFor(target, catalog);
  const { team } = target;
  const isMember = team !== undefined && person.teams.includes(team);
  const isTeams = OF_THE_WHOLE_TEAM.has(action) || deciders.length === 0;
  const others = deciders.filter((each) => !isMeant(each, person));
  const isDecider = others.length < deciders.length;
  const isOwnWish = target.isWaiting === true && person.names.includes(target.askedBy ?? '');
  if (action === 'withdraw' && isOwnWish) return { allowed: true };
  if (!isDecider && !(isTeams && isMember))
    return { allowed: false, rule: ruleFor(action, target, catalog), ask: asked(deciders, team, isTeams) };
  return action === 'exempt' && catalog.approvals?.twoPeople === true
    ? secondPerson(person, target, others)
    : { allowed: true };
}

/** Where the rubric wants two people, one asks for an exemption and another one approves it. */
function secondPerson({ names }: Actor, { project, askedBy }: Target, ask: readonly Decider[]): Permission {
  if (askedBy !== undefined && !names.includes(askedBy)) return { allowed: true };
  const rule =
    askedBy === undefined
      ? `the rubric wants two people for an exemption, one who asks and another who approves, and nobody has asked for this one of project ${project}`
      : 'the rubric wants two people for an exemption, and nobody approves their own';
  return { allowed: false, rule, ask, isUnasked: askedBy === undefined };
}

/** Those who decide for a project: the managers of its team, whom the team names, whom the rubric names for its org and for all. */
function decidersFor({ team: id }: Target, { team, approvals }: PermissionCatalog): Decider[] {
  const managers = MANAGERS.flatMap((role) => {
    const person = team?.contacts?.[role];
    return person == null ? [] : [{ reference: asPerson(person), as: `the ${role} of team ${id}` }];
  });
  const named = (references: readonly string[] | null | undefined, as: string): Decider[] =>
    (references ?? []).map((reference) => ({ reference, as: asOf(reference, as) }));
  const org = team?.org ?? undefined;
  const ofOrg = org === undefined ? undefined : Object.entries(approvals?.orgs ?? {});
  return [
    ...managers,
    ...named(team?.approvers, `an approver of team ${id}`),
    ...named(ofOrg?.find(([name]) => name === org)?.[1], `an approver of org ${org}`),
    ...named(approvals?.approvers, 'an approver that the rubric names'),
  ];
}

const asPerson = (person: string) => (person.startsWith('person:') ? person : `person:${person}`);

/** A team or a role can be named to everybody. */
function asOf(reference: string, as: string): string {
  const [kind, name] = split(reference);
  if (kind === 'team') return `someone in team ${name}`;
  return kind === 'role' ? `someone whose role is ${name}` : as;
}

function split(reference: string): [kind: string, name: string] {
  const at = reference.indexOf(':');
  return [reference.slice(0, at), reference.slice(at + 1)];
}

function isMeant({ reference }: Decider, { names, teams, roles = [] }: Actor): boolean {
  const [kind, name] = split(reference);
  if (kind === 'team') return teams.includes(name);
  if (kind === 'role') return roles.includes(name);
  const wanted = reference.toLowerCase();
  return names.some((each) => each.toLowerCase() === wanted);
}

function asked(deciders: readonly Decider[], team: string | undefined, isTeams: boolean): readonly Decider[] {
  if (!isTeams || team === undefined) return deciders;
  return [...deciders, { reference: `team:${team}`, as: `someone in team ${team}` }];
}

function ruleFor(action: Action, { project, team }: Target, { team: record }: PermissionCatalog): string {
  const deed = `${DEEDS[action]} for project ${project}`;
  if (team === undefined)
    return `project ${project} belongs to no team that the catalog knows, so ${deed} is only for approvers that the rubric names`;
  const org = record?.org == null ? '' : `, its org ${record.org}`;
  const members = OF_THE_WHOLE_TEAM.has(action) ? 'the people' : 'the pm and em';
  return `${deed} is for ${members} of team ${team}, and for the approvers of the team${org} and the rubric`;
}

/** Which exemption is meant. */
interface Scope {
  readonly release?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/** Answers for any project whose records are at hand. */
export type Permits = (person: Actor, action: Action, project: string, scope?: Scope) => Permission;

export interface PermitsProject {
  readonly team?: string | undefined;
  readonly exemptions?: readonly HeldExemption[] | undefined;
}

/** @param projects and teams by id, as far as they are registered */
export const permitsOf =
  (
    projects: ReadonlyMap<string, PermitsProject>,
    teams: ReadonlyMap<string, NonNullable<PermissionCatalog['team']>>,
    approvals: PermissionCatalog['approvals'],
  ): Permits =>
  (person, action, project, scope) => {
    const { team, exemptions = [] } = projects.get(project) ?? {};
    const asked = exemptions.findLast((one) => scope !== undefined && isSameScope(one, scope));
    const isWaiting = asked !== undefined && asked.approver === undefined;
    const target = { project, team, askedBy: asked?.askedBy, isWaiting };
    return may(person, action, target, { team: team === undefined ? undefined : teams.get(team), approvals });
  };

/**
 * What a person states who wants an exemption: that it is granted or, where the rubric wants two people and nobody has asked yet,
 * that it is asked for.
 */
export function exemptionBy(
  permits: Permits,
  person: Actor,
  project: string,
  scope: Scope,
): 'ExemptionGranted' | 'ExemptionRequested' | Refusal {
  const granting = permits(person, 'exempt', project, scope);
  if (granting.allowed) return 'ExemptionGranted';
  return granting.isUnasked === true ? 'ExemptionRequested' : granting;
}

const isSameScope = (a: Scope, b: Scope) =>
  (a.release ?? undefined) === (b.release ?? undefined) && (a.until ?? undefined) === (b.until ?? undefined);

/** The rule and whom to ask, for people inside: `…: ask person:ada (the pm of team search)`. */
export function refusalWords({ rule, ask }: Refusal): string {
  if (ask.length === 0) return `${rule}; the catalog names nobody: give ${NOBODY}`;
  return `${rule}: ask ${inWords(ask.map(({ reference, as }) => whoIs(reference, as)))}`;
}

/** The same without names of people, for the sender of a webhook. */
export function publicRefusalWords({ rule, ask }: Refusal): string {
  if (ask.length === 0) return `${rule}; the catalog names nobody: give ${NOBODY}`;
  return `${rule}: ask ${inWords(ask.map(({ as }) => as))}`;
}

const NOBODY = 'the team a pm or em, or the rubric approvers';

const whoIs = (reference: string, as: string) =>
  /^(team|role):/.test(reference) ? as : `${reference} (${as})`;

/** The first of them, each once. */
function inWords(all: readonly string[]): string {
  const few = [...new Set(all)].slice(0, MAX_NAMED);
  const last = few.pop();
  return few.length === 0 ? (last ?? '') : `${few.join(', ')} or ${last}`;
}

const MAX_NAMED = 4;

const ACTIONS: ReadonlyMap<Fact['type'], Action> = new Map([
  ['ExemptionRequested', 'ask-exemption'],
  ['ExemptionGranted', 'exempt'],
  ['ExemptionWithdrawn', 'withdraw'],
  ['ShipmentPlanned', 'plan'],
  ['ShipmentUnplanned', 'plan'],
  ['FeatureShipped', 'ship'],
  ['ShipmentWithdrawn', 'withdraw'],
  ['ChangeWithdrawn', 'withdraw'],
  ['ChangeReinstated', 'withdraw'],
]);

/** What a person does by stating a fact about a project; `undefined` for what everybody in the catalog may state. */
export const actionOf = (type: Fact['type']): Action | undefined => ACTIONS.get(type);
