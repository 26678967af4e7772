import * as z from 'zod';
import { fact, team } from '../contract.ts';
import { id, period } from '../fields.ts';

/** A team has done one step of its cadence for a period. */
export const CadenceCompleted = fact(
  'CadenceCompleted',
  { team: id, step: z.enum(['okr', 'strategy', 'product-data', 'supported-list', 'roadmap']), period },
  (detail) => [team(detail.team)],
);
