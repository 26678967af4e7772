import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/** The projects of one team have been judged in a release. Another result is announced again. */
export const ReleaseChecked = announcement('ReleaseChecked', () => ({
  release: id(),
  train: id(),
  team: id(),
  judged: z.int().min(0).describe('how many projects have a verdict'),
  flagged: z.int().min(0).describe('how many of them shipped nothing'),
  shippedNothing: z
    .array(id())
    .max(100)
    .describe('the first hundred of those projects, because an event holds 256 KB'),
}));

/** As things stand, a project will ship nothing in a release that is still open. There is time to act. */
export const ProjectWarned = announcement('ProjectWarned', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  warning: z.enum(['nothing-planned', 'ten-days', 'three-days', 'exemption-ended']),
  cutAt: optional(moment()).describe('when the branch will be cut'),
}));

/** A project shipped nothing in a release, and no exemption covers it. Its team is notified, and nothing is blocked. */
export const ProjectFlagged = announcement('ProjectFlagged', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
}));

/** A project is no longer flagged in a release, because a later fact changed its verdict. */
export const ProjectCleared = announcement('ProjectCleared', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  verdict: z
    .enum(['shipped-on', 'shipped-off', 'exempt', 'not-expected', 'unknown'])
    .describe('what holds now'),
}));
