/** What a project means to ship in a release, and what it did ship, as people say it; and each taken back. */
import { project as projectEntity } from '../../../../events/contract.ts';
import type { Plan } from '../import/known.ts';
import {
  type Exposed,
  mustBeAllowed,
  mustBeKnown,
  projectOf,
  refusal,
  releaseOf,
  type Statement,
  StatementIncompleteError,
  type Stating,
} from './statement.ts';

interface Said {
  /** By id or version. */
  readonly release: string;
  readonly exposed?: Exposed;
  /** Why it is taken back. */
  readonly reason?: string | undefined;
}

export interface PlanSaid extends Said {
  readonly project: string;
  readonly feature?: string | undefined;
}

export interface ShipmentSaid extends Said {
  readonly feature: string;
  /** The feature's without it. */
  readonly project?: string | undefined;
}

/** @throws {StatementRefusedError} */
export function plan(stating: Stating, said: PlanSaid): Statement {
  const { project, feature, exposed } = said;
  const { release, before, what } = planned(stating, said);
  const exposure = exposed && (exposed === 'off' ? 'off-by-default' : 'on-by-default');
  if (before !== undefined && before.exposure === exposure)
    throw refusal(`project ${project} plans ${what} already`);
  return {
    facts: [{ type: 'ShipmentPlanned', fields: { project, release, feature, exposure } }],
    words: `states that project ${project} plans ${what}${exposure === undefined ? '' : `, ${exposure}`}`,
    next: doubtIn(stating, project, release, feature),
  };
}

/** @throws {StatementRefusedError} */
export function planTakenBack(stating: Stating, said: PlanSaid): Statement {
  const { project, feature, reason } = said;
  const { release, plans, before, what } = planned(stating, said);
  if (before === undefined) throw refusal(`project ${project} does not plan ${what}${listed(plans)}`);
  return {
    facts: [{ type: 'ShipmentUnplanned', fields: { project, release, feature, reason } }],
    words: `takes back that project ${project} plans ${what}${reason === undefined ? '' : `: ${reason}`}`,
    next: before.isFromFiles
      ? 'The plan is in roadmap.yml: take it out there too, or the next import states it again'
      : undefined,
  };
}

function planned(stating: Stating, { project, feature, release: word }: PlanSaid) {
  const { train } = projectOf(stating, project);
  const plans = stating.known.plans.get(project) ?? [];
  const release = releaseOf(stating, word, project, train);
  if (feature !== undefined) mustBeKnown(stating, 'feature', feature);
  mustBeAllowed(stating, 'plan', projectEntity(project));
  const before = plans.find((one) => one.release === release && one.feature === feature);
  return { release, plans, before, what: planWords({ release, feature }) };
}

/** What is probably not meant: it is recorded all the same. */
function doubtIn({ known }: Stating, project: string, release: string, feature?: string): string | undefined {
  const cutAt = known.releases.get(release)?.record.cutAt;
  if (cutAt != null)
    return `${release} was cut on ${cutAt.slice(0, 10)}: a plan for it changes nothing, and can be taken back`;
  const owner = feature === undefined ? undefined : known.features.get(feature)?.record.project;
  return owner == null || owner === project
    ? undefined
    : `${feature} is a feature of project ${owner}: if that was a slip, take the plan back`;
}

const planWords = ({ release, feature }: Pick<Plan, 'release' | 'feature'>) =>
  feature === undefined ? `to ship in ${release}` : `to ship ${feature} in ${release}`;

const listed = (plans: readonly Plan[]) =>
  plans.length === 0 ? '' : ` (it plans ${plans.slice(0, 5).map(planWords).join(', ')})`;

/** @throws {StatementRefusedError} {StatementIncompleteError} */
export function shipment(stating: Stating, said: ShipmentSaid): Statement {
  const { feature, exposed } = said;
  const { project, release } = shipped(stating, said);
  mustBeAllowed(stating, 'ship', projectEntity(project));
  const flag = stating.known.features.get(feature)?.record.flag;
  if (flag != null && exposed === undefined)
    throw new StatementIncompleteError('exposed', `${feature} is behind the feature flag ${flag}`);
  const exposure = exposed === 'off' ? 'off-by-default' : 'on-by-default';
  return {
    facts: [{ type: 'FeatureShipped', fields: { project, feature, release, exposure } }],
    words: `declares that ${feature} of project ${project} shipped in ${release}, ${exposed ?? 'on'} by default`,
  };
}

/** @throws {StatementRefusedError} {StatementIncompleteError} */
export function shipmentTakenBack(stating: Stating, said: ShipmentSaid): Statement {
  const { feature, reason } = said;
  if (reason === undefined)
    throw new StatementIncompleteError(
      'reason',
      'Taking a feature out of a release needs a reason',
      'it broke search',
    );
  const { project, release } = shipped(stating, said);
  mustBeAllowed(stating, 'withdraw', projectEntity(project));
  return {
    facts: [{ type: 'ShipmentWithdrawn', fields: { project, feature, release, reason } }],
    words: `takes ${feature} of project ${project} out of ${release}: ${reason}`,
    next: `What had shipped it stays in the evidence of ${release} and does not count; it can be declared again`,
  };
}

function shipped(stating: Stating, { feature, release, project: named }: ShipmentSaid) {
  const project = named ?? projectOfFeature(stating, feature);
  const { train } = projectOf(stating, project);
  return { project, release: releaseOf(stating, release, project, train) };
}

/** @throws {StatementRefusedError} when it is unknown, gone, or of no project */
function projectOfFeature(stating: Stating, feature: string): string {
  mustBeKnown(stating, 'feature', feature);
  const found = stating.known.features.get(feature);
  if (found?.isGone) throw refusal(`${feature} was retired: register it again if it is back`);
  if (found?.record.project != null) return found.record.project;
  throw refusal(`no project is known for ${feature}: give it one in features.yml, or name the project here`);
}
