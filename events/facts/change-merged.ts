import { fact, project } from '../contract.ts';
import { id, optional, text, webAddress } from '../fields.ts';

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
