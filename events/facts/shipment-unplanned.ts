import { fact, project } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A project no longer means to ship in a release what it had planned: its plan without a feature, or the one for this feature. */
export const ShipmentUnplanned = fact(
  'ShipmentUnplanned',
  () => ({ project: id(), release: id(), feature: optional(id()), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);
