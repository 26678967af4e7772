import { about, fact } from '../contract.ts';
import { id, optional, text, webAddress } from '../fields.ts';

/** A change of a project was merged at `occurredAt`. Behind `flag` (or its feature's flag) its exposure is that of the flag at the cut. */
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
  about('project'),
);

const change = () => id().describe('the id of the fact ChangeMerged');

/** A change does not count for this project, whenever it was merged. The last of these and `ChangeReinstated` decides. */
export const ChangeWithdrawn = fact(
  'ChangeWithdrawn',
  () => ({ project: id(), change: change(), reason: text(2000) }),
  about('project'),
);

/** A change counts for this project after all. */
export const ChangeReinstated = fact(
  'ChangeReinstated',
  () => ({ project: id(), change: change(), reason: optional(text(2000)) }),
  about('project'),
);
