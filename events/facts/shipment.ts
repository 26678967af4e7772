import { about, fact } from '../contract.ts';
import { exposure, id, optional, text } from '../fields.ts';
import { internal } from '../visibility.ts';

/** A project intends to ship something in a release, as its roadmap or a person says. A plan is not a shipment. */
export const ShipmentPlanned = fact(
  'ShipmentPlanned',
  () => ({ project: id(), release: id(), feature: optional(id()), exposure: optional(exposure()) }),
  about('project'),
);

/** A project no longer intends to ship what it planned for a release: its plan without a feature, or the one for this feature. */
export const ShipmentUnplanned = fact(
  'ShipmentUnplanned',
  () => ({ project: id(), release: id(), feature: optional(id()), reason: internal(optional(text(2000))) }),
  about('project'),
);

/** Someone declares that a project shipped a feature in a release, with the exposure that it states. */
export const FeatureShipped = fact(
  'FeatureShipped',
  () => ({ project: id(), feature: id(), release: id(), exposure: exposure() }),
  about('project'),
);

/** A project's shipment of a feature was taken out of a release. It no longer counts, and stays in the evidence. */
export const ShipmentWithdrawn = fact(
  'ShipmentWithdrawn',
  () => ({ project: id(), feature: id(), release: id(), reason: internal(text(2000)) }),
  about('project'),
);
