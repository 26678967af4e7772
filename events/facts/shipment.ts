import { fact, project } from '../contract.ts';
import { exposure, id, optional, text, webAddress } from '../fields.ts';

/** A project means to ship something in a release: the roadmap says so, or someone did. A plan is not a shipment. */
export const ShipmentPlanned = fact(
  'ShipmentPlanned',
  () => ({ project: id(), release: id(), feature: optional(id()), exposure: optional(exposure()) }),
  (detail) => [project(detail.project)],
);

/** A project no longer means to ship in a release what it had planned: its plan without a feature, or the one for this feature. */
export const ShipmentUnplanned = fact(
  'ShipmentUnplanned',
  () => ({ project: id(), release: id(), feature: optional(id()), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);

/** A change of a project was merged, at `occurredAt`. Behind `flag` (or its feature's flag) it is exposed as the flag is at the cut. */
export const ChangeMerged = fact(
  'ChangeMerged',
  () => ({
    project: id(),
    title: text(),
    url: webAddress(),
    feature: optional(id()),
    flag: optional(id()),
    release: optional(id()).describe('only when the change says so itself; otherwise the window decides'),
  }),
  (detail) => [project(detail.project)],
);

/** Someone declares that a project shipped a feature in a release. It counts as it says. */
export const FeatureShipped = fact(
  'FeatureShipped',
  () => ({ project: id(), feature: id(), release: id(), exposure: exposure() }),
  (detail) => [project(detail.project)],
);

/** A project's shipment of a feature is out of a release again. It no longer counts, and stays in the evidence. */
export const ShipmentWithdrawn = fact(
  'ShipmentWithdrawn',
  () => ({ project: id(), feature: id(), release: id(), reason: text(2000) }),
  (detail) => [project(detail.project)],
);
