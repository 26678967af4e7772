import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/** As things stand, a project would ship nothing in a release that is still open: there is time to act. */
export const ProjectWarned = announcement('ProjectWarned', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  warning: z.enum(['nothing-planned', 'ten-days', 'three-days', 'exemption-ended']),
  cutAt: optional(moment()).describe('when the branch is to be cut'),
}));
