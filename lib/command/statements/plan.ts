/** `plan`: someone states what a project means to ship in a release, or no longer means to. */
import { project as projectEntity } from '../../../events/contract.ts';
import type { Plan } from '../../../functions/catalog/model/import/known.ts';
import type { Surroundings } from '../terminal.ts';
import {
  mustBeAllowed,
  mustBeKnown,
  mustSayOne,
  projectOf,
  refusal,
  releaseOf,
  runStatement,
  type ShippingOptions,
  type Statement,
  type Stating,
} from './statement.ts';

interface PlanOptions extends ShippingOptions {
  readonly feature?: string;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runPlan(
  around: Surroundings,
  project: string,
  release: string,
  options: PlanOptions,
): Promise<void> {
  mustSayOne(options, 'takes the plan back, on or off.');
  return runStatement(around, 'plan', options, (stating) => planned(stating, project, release, options));
}

function planned(stating: Stating, project: string, word: string, options: PlanOptions): Statement {
  const { train } = projectOf(stating, project);
  const { feature, on, off, withdraw, reason } = options;
  const plans = stating.known.plans.get(project) ?? [];
  const release = releaseOf(stating, word, project, train);
  if (feature !== undefined) mustBeKnown(stating, 'feature', feature);
  mustBeAllowed(stating, 'plan', projectEntity(project));
  const before = plans.find((one) => one.release === release && one.feature === feature);
  const what = planWords({ release, feature });
  if (withdraw) {
    if (before === undefined) throw refusal(`project ${project} does not plan ${what}${listed(plans)}`);
    return {
      type: 'ShipmentUnplanned',
      fields: { project, release, feature, reason },
      words: `takes back that project ${project} plans ${what}${reason === undefined ? '' : `: ${reason}`}`,
      next: before.isFromFiles
        ? 'The plan is in roadmap.yml: take it out there too, or the next import states it again'
        : undefined,
    };
  }
  const exposure = off ? 'off-by-default' : on ? 'on-by-default' : undefined;
  if (before !== undefined && before.exposure === exposure)
    throw refusal(`project ${project} plans ${what} already`);
  return {
    type: 'ShipmentPlanned',
    fields: { project, release, feature, exposure },
    words: `states that project ${project} plans ${what}${exposure === undefined ? '' : `, ${exposure}`}`,
    next: doubtIn(stating, project, release, feature),
  };
}

/** What is probably not meant: it is recorded all the same. */
function doubtIn({ known }: Stating, project: string, release: string, feature?: string): string | undefined {
  const cutAt = known.releases.get(release)?.record.cutAt;
  if (cutAt != null)
    return `${release} was cut on ${cutAt.slice(0, 10)}: a plan for it changes nothing, and --withdraw takes it back`;
  const owner = feature === undefined ? undefined : known.features.get(feature)?.record.project;
  return owner == null || owner === project
    ? undefined
    : `${feature} is a feature of project ${owner}; --withdraw takes the plan back`;
}

const planWords = ({ release, feature }: Pick<Plan, 'release' | 'feature'>) =>
  feature === undefined ? `to ship in ${release}` : `to ship ${feature} in ${release}`;

const listed = (plans: readonly Plan[]) =>
  plans.length === 0 ? '' : ` (it plans ${plans.slice(0, 5).map(planWords).join(', ')})`;
