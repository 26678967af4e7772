/** `ship`: someone declares that a feature shipped in a release, or takes it out of the release. */
import { project as projectEntity } from '../../../events/contract.ts';
import { CommandMisusedError } from '../input-error.ts';
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

interface ShipOptions extends ShippingOptions {
  readonly project?: string;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runShip(
  around: Surroundings,
  feature: string,
  release: string,
  options: ShipOptions,
): Promise<void> {
  mustSayOne(options, 'takes the feature out of the release, whether it was on or off.');
  if (options.withdraw && !options.reason)
    throw new CommandMisusedError('--withdraw needs a reason: --reason "it broke search".');
  return runStatement(around, 'ship', options, (stating) => shipment(stating, feature, release, options));
}

function shipment(stating: Stating, feature: string, word: string, options: ShipOptions): Statement {
  const project = options.project ?? projectOfFeature(stating, feature);
  const { train } = projectOf(stating, project);
  const release = releaseOf(stating, word, project, train);
  const { on, off, withdraw, reason } = options;
  mustBeAllowed(stating, withdraw ? 'withdraw' : 'ship', projectEntity(project));
  const fields = { project, feature, release };
  if (withdraw)
    return {
      type: 'ShipmentWithdrawn',
      fields: { ...fields, reason },
      words: `takes ${feature} of project ${project} out of ${release}: ${reason}`,
      next: `What had shipped it stays in the evidence of ${release} and does not count; ship states it again`,
    };
  const flag = stating.known.features.get(feature)?.record.flag;
  if (flag != null && !on && !off)
    throw new CommandMisusedError(`${feature} is behind the feature flag ${flag}: say --on or --off.`);
  return {
    type: 'FeatureShipped',
    fields: { ...fields, exposure: off ? 'off-by-default' : 'on-by-default' },
    words: `declares that ${feature} of project ${project} shipped in ${release}, ${off ? 'off' : 'on'} by default`,
  };
}

/** @throws {CommandRefusedError} when it is unknown, gone, or of no project */
function projectOfFeature(stating: Stating, feature: string): string {
  mustBeKnown(stating, 'feature', feature);
  const found = stating.known.features.get(feature);
  if (found?.isGone) throw refusal(`${feature} was retired: register it again if it is back`);
  if (found?.record.project != null) return found.record.project;
  throw refusal(`no project is known for ${feature}: give it one in features.yml, or name it with --project`);
}
