/**
 * Who may state what about projects, features, channels and the catalog itself. Every way in that knows a person asks here (by
 * `permits.ts`): the command, an import, a comment, the API with a person. Facts that a system sends with the token alone are not
 * asked, and a recorded fact stays valid when its author leaves. Who may give a star is decided by the policy of its category.
 */
import type { approvalRules } from '../../../events/facts/rubric.ts';
import type { Output } from '../../../events/lazy.ts';
import type { TeamRecord } from './import/records.ts';
import type { Actor } from './speakers.ts';

export type Action =
  | 'exempt'
  | 'ask-exemption'
  | 'withdraw'
  | 'move'
  | 'plan'
  | 'ship'
  | 'record'
  | 'enroll'
  | 'mute'
  | 'snooze'
  | 'edit';

export interface Target {
  /** `project rank`, `feature code-search`, `channel news` */
  readonly what: string;
  /** The team that it belongs to now; absent where nobody registered it. */
  readonly team?: string | undefined;
  /** Of what belongs to no single team: its org; or `everybody`. */
  readonly audience?: { readonly org: string } | 'everybody' | undefined;
  /** Those who may beside them: authors of a feature, who wait for a review, the team whose rule reads what is recorded. */
  readonly others?: readonly Decider[] | undefined;
  /** Of an exemption: who asked for it, like `person:ada`. */
  readonly askedBy?: string | undefined;
  /** Whether that is asked for, and nobody has approved it. */
  readonly isWaiting?: boolean | undefined;
}

/** What the answer depends on. */
export interface PermissionCatalog {
  /** Of the target. */
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

/** Before the name of what it is about. */
const DEEDS: Readonly<Record<Action, string>> = {
  exempt: 'an exemption for',
  'ask-exemption': 'a request for an exemption for',
  withdraw: 'taking something back for',
  move: 'moving a change for',
  plan: 'a plan for',
  ship: 'a shipment for',
  record: 'a recorded fact of',
  enroll: 'enrolment for',
  mute: 'muting',
  snooze: 'snoozing',
  edit: 'a change of',
};

/** What everybody in the team may state, because it says what the team did or wishes, or hears. */
const OF_THE_WHOLE_TEAM: ReadonlySet<Action> = new Set([
  'ship',
  'ask-exemption',
  'record',
  'enroll',
  'mute',
  'snooze',
]);

/** The contacts of a team that decide for its projects. */
const MANAGERS = ['pm', 'em'] as const;

export function may(person: Actor, action: Action, target: Target, catalog: PermissionCatalog): Permission {
  if (action === 'edit') return mayEdit(person, target, catalog);
  const deciders = decidersFor(action, target, catalog);
  if (target.audience === 'everybody' && deciders.length === 0) return { allowed: true };
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

/** The catalog itself is for whom it names as its editors; where it names none, for everybody in it. */
function mayEdit(person: Actor, { what }: Target, { approvals }: PermissionCatalog): Permission {
  const editors = named(approvals?.editors, 'an editor that the rubric names');
  if (editors.length === 0 || editors.some((each) => isMeant(each, person))) return { allowed: true };
  return {
    allowed: false,
    rule: `${DEEDS.edit} ${what} is for the editors that the rubric names`,
    ask: editors,
  };
}

/** Where the rubric wants two people, one asks for an exemption and another one approves it. */
function secondPerson({ names }: Actor, { what, askedBy }: Target, ask: readonly Decider[]): Permission {
  if (askedBy !== undefined && !names.includes(askedBy)) return { allowed: true };
  const rule =
    askedBy === undefined
      ? `the rubric wants two people for an exemption, one who asks and another who approves, and nobody has asked for this one of ${what}`
      : 'the rubric wants two people for an exemption, and nobody approves their own';
  return { allowed: false, rule, ask, isUnasked: askedBy === undefined };
}

/** Those who decide for a project: the managers of its team, whom the team names, whom the rubric names for its org and for all. */
function decidersFor(
  action: Action,
  { team: id, audience, others = [] }: Target,
  { team, approvals }: PermissionCatalog,
): Decider[] {
  const managers = MANAGERS.flatMap((role) => {
    const person = team?.contacts?.[role];
    return person == null ? [] : [{ reference: asPerson(person), as: `the ${role} of team ${id}` }];
  });
  const org = typeof audience === 'object' ? audience.org : (team?.org ?? undefined);
  const ofOrg = org === undefined ? undefined : Object.entries(approvals?.orgs ?? {});
  return [
    ...managers,
    ...others,
    ...(action === 'enroll' ? [IN_PRODUCT] : []),
    ...named(team?.approvers, `an approver of team ${id}`),
    ...named(ofOrg?.find(([name]) => name === org)?.[1], `an approver of org ${org}`),
    ...named(approvals?.approvers, 'an approver that the rubric names'),
  ];
}

const named = (references: readonly string[] | null | undefined, as: string): Decider[] =>
  (references ?? []).map((reference) => ({ reference, as: asOf(reference, as) }));

/** Early access is run by product, for all features: the role `product`, and those that begin with it, like `product-director`. */
const PRODUCT = 'product';
const IN_PRODUCT: Decider = { reference: `role:${PRODUCT}`, as: 'someone in product' };

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
  if (kind === 'role')
    return roles.some((role) => role === name || (name === PRODUCT && role.startsWith(`${PRODUCT}-`)));
  const wanted = reference.toLowerCase();
  return names.some((each) => each.toLowerCase() === wanted);
}

function asked(deciders: readonly Decider[], team: string | undefined, isTeams: boolean): readonly Decider[] {
  if (!isTeams || team === undefined) return deciders;
  return [...deciders, { reference: `team:${team}`, as: `someone in team ${team}` }];
}

function ruleFor(
  action: Action,
  { what, team, audience, others = [] }: Target,
  { team: record }: PermissionCatalog,
): string {
  const deed = `${DEEDS[action]} ${what}`;
  const besides = [
    ...(action === 'enroll' ? ['those in product'] : []),
    ...new Set(others.map(({ as }) => as)),
  ].map((each) => `, ${each}`);
  if (audience === 'everybody')
    return `${deed} is for the approvers that the rubric names, because everybody gets it`;
  if (typeof audience === 'object')
    return `${deed} is for the people of the teams of org ${audience.org}, and for the approvers of the org and the rubric`;
  if (team === undefined)
    return `${what} belongs to no team that the catalog knows, so ${deed} is only for approvers that the rubric names${besides.join('')}`;
  const org = record?.org == null ? '' : `, its org ${record.org}`;
  const members = OF_THE_WHOLE_TEAM.has(action) ? 'the people' : 'the pm and em';
  return `${deed} is for ${members} of team ${team}${besides.join('')}, and for the approvers of the team${org} and the rubric`;
}

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
