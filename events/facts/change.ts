import * as z from 'zod';
import { about, fact, project, source } from '../contract.ts';
import { id, list, optional, text, webAddress } from '../fields.ts';
import { lazy } from '../lazy.ts';
import { internal } from '../visibility.ts';

/** A change as another one names it: by its address, or else its commit, or else its title. */
const named = lazy(() =>
  z
    .object({ url: optional(webAddress()), commit: optional(text(64)), title: optional(text()) })
    .refine(({ url, commit, title }) => url != null || commit != null || title != null, {
      error: 'needs url, commit or title',
    }),
);

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
    source: optional(id()).describe('where it was merged, like github:acme/app: reverts name changes there'),
    commit: optional(text(64)),
    reapplies: optional(named()).describe(
      'the revert that it takes back; it counts where that is in an earlier window',
    ),
  }),
  about('project'),
);

/**
 * A change was closed, and its sender does not say whether it was merged. A project that shipped nothing else is not flagged
 * for its window until `ChangeMerged` has its address, or `ChangeWithdrawn` its id.
 */
export const ChangeUndecided = fact(
  'ChangeUndecided',
  () => ({
    project: id(),
    title: text(),
    url: webAddress(),
    release: optional(id()).describe('only when the change says so itself; otherwise the window decides'),
    source: optional(id()).describe('where it was closed, like github:acme/app'),
  }),
  about('project'),
);

const change = () => id().describe('the id of the fact ChangeMerged or ChangeUndecided');

/** A change does not count for this project, whenever it was merged. The last of these and `ChangeReinstated` decides. */
export const ChangeWithdrawn = fact(
  'ChangeWithdrawn',
  () => ({ project: id(), change: change(), reason: internal(text(2000)) }),
  about('project'),
);

/** A change counts for this project after all. */
export const ChangeReinstated = fact(
  'ChangeReinstated',
  () => ({ project: id(), change: change(), reason: internal(optional(text(2000))) }),
  about('project'),
);

/**
 * A change takes another one back: what it names does not count if both are in one window. Its `title` and `url` are its own, by
 * which it can be reverted in turn. The projects are those that it is attributed to.
 */
export const ChangeReverted = fact(
  'ChangeReverted',
  () => ({
    source: id(),
    release: optional(id()).describe('of whose branch it is; it takes back what was merged there'),
    projects: optional(list(id())),
    reverts: named(),
    title: text(),
    url: webAddress(),
  }),
  (detail) => [source(detail.source), ...[...new Set(detail.projects)].map(project)],
);
