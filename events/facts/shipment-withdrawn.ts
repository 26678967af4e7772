import { fact, project } from '../contract.ts';
import { id, text } from '../fields.ts';

/** A project's shipment of a feature is out of a release again. It no longer counts, and stays in the evidence. */
export const ShipmentWithdrawn = fact(
  'ShipmentWithdrawn',
  () => ({ project: id(), feature: id(), release: id(), reason: text(2000) }),
  (detail) => [project(detail.project)],
);
