/** `plan`: someone states what a project means to ship in a release, or no longer means to. */
import { plan, planTakenBack } from '../../../functions/catalog/model/statements/shipments.ts';
import type { Surroundings } from '../terminal.ts';
import { exposedBy, mustSayOne, runStatement, type ShippingOptions } from './statement.ts';

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
  const { feature, withdraw, reason } = options;
  const said = { project, release, feature, reason, exposed: exposedBy(options) } as const;
  return runStatement(around, 'plan', options, (stating) =>
    withdraw ? planTakenBack(stating, said) : plan(stating, said),
  );
}
