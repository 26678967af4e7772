import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** A project that was flagged in a release no longer is: a fact that arrived later changed its verdict. */
export const ProjectCleared = announcement('ProjectCleared', () => ({
  project: id(),
  team: id(),
  release: id(),
  train: id(),
  verdict: z.enum(['shipped-on', 'shipped-off', 'exempt', 'not-expected']).describe('what holds now'),
}));
