import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** The projects of one team have been judged in a release. Judged again with another result, it is announced again. */
export const ReleaseChecked = announcement('ReleaseChecked', () => ({
  release: id(),
  train: id(),
  team: id(),
  judged: z.int().min(0).describe('how many projects have a verdict'),
  flagged: z.int().min(0).describe('how many of them shipped nothing'),
  shippedNothing: z.array(id()).max(100).describe('those projects, the first hundred: an event holds 256 KB'),
}));
