/** `ship`: someone declares that a feature shipped in a release, or takes it out of the release. */
import { shipment, shipmentTakenBack } from '../../../functions/catalog/model/statements/shipments.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings } from '../terminal.ts';
import { exposedBy, mustSayOne, runStatement, type ShippingOptions } from './statement.ts';

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
  const { project, withdraw, reason } = options;
  if (withdraw && !reason)
    throw new CommandMisusedError('--withdraw needs a reason: --reason "it broke search".');
  const said = { feature, release, project, reason, exposed: exposedBy(options) } as const;
  return runStatement(around, 'ship', options, (stating) =>
    withdraw ? shipmentTakenBack(stating, said) : shipment(stating, said),
  );
}
