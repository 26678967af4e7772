import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/** The projects of one team have been judged in a release. Judged again with another result, it is announced again. */
export const ReleaseChecked = announcement('ReleaseChecked', () => ({
  release: id(),
  train: id(),
  team: id(),
  judged: z.int().min(0).describe('how many projects have a verdict'),
  flagged: z.int().min(0).describe('how many of them shipped nothing'),
  shippedNothing: z.array(id()).max(100).describe('those projects, the first hundred: an event holds 256 KB'),
}));

/** As things stand, a project would ship nothing in a release that is still open: there is time to act. */
export const ProjectWarned = announcement('ProjectWarned', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  warning: z.enum(['nothing-planned', 'ten-days', 'three-days', 'exemption-ended']),
  cutAt: optional(moment()).describe('when the branch is to be cut'),
}));

/** A project shipped nothing in a release, and no exemption covers it. It is told, never blocked. */
export const ProjectFlagged = announcement('ProjectFlagged', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
}));

/** A project that was flagged in a release no longer is: a fact that arrived later changed its verdict. */
export const ProjectCleared = announcement('ProjectCleared', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  verdict: z.enum(['shipped-on', 'shipped-off', 'exempt', 'not-expected']).describe('what holds now'),
}));
