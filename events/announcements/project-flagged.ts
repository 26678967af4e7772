import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** A project shipped nothing in a release, and no exemption covers it. It is told, never blocked. */
export const ProjectFlagged = announcement('ProjectFlagged', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
}));
