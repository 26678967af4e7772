import { fact, team } from '../contract.ts';
import { cadenceStep, id, period } from '../fields.ts';

/** A team has done one step of its cadence for a period. */
export const CadenceCompleted = fact(
  'CadenceCompleted',
  () => ({ team: id(), step: cadenceStep(), period: period() }),
  (detail) => [team(detail.team)],
);
