import { fact, project } from '../contract.ts';
import { exposure, id } from '../fields.ts';

/** Someone declares that a project shipped a feature in a release. It counts as it says. */
export const FeatureShipped = fact(
  'FeatureShipped',
  () => ({ project: id(), feature: id(), release: id(), exposure: exposure() }),
  (detail) => [project(detail.project)],
);
