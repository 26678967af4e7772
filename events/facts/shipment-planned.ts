import { fact, project } from '../contract.ts';
import { exposure, id, optional } from '../fields.ts';

/** A project means to ship something in a release: the roadmap says so, or someone did. A plan is not a shipment. */
export const ShipmentPlanned = fact(
  'ShipmentPlanned',
  () => ({ project: id(), release: id(), feature: optional(id()), exposure: optional(exposure()) }),
  (detail) => [project(detail.project)],
);
