/** The steps of a team over the last year. */
import { feature as featureEntity, rubric, team as teamEntity } from '../../../events/contract.ts';
import { FEATURES } from '../../catalog/model/summary.ts';
import { foldTeam } from '../../catalog/model/team.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { before, lastEnded, type Period } from '../../kernel/model/period.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { cadenceVersions, completionByPeriod } from '../model/cadence.ts';
import { ratesOf, type StepRate } from '../model/cadence-rates.ts';
import { seenFeatures } from '../model/seen-features.ts';
import { zoneOf } from './teams.ts';

const MONTHS = 12;

/**
 * How often a team did each of its steps in the last twelve months that have ended, as far as they were asked.
 * @param now UTC instant
 */
export async function readStepRates(table: Store, team: string, now: string): Promise<StepRate[]> {
  const versions = cadenceVersions((await readLedger(table, rubric)).facts);
  // Where no step was ever asked, nothing else is read.
  if (versions.every(({ rules }) => rules.length === 0)) return [];
  const { facts } = await readLedger(table, teamEntity(team));
  const state = foldTeam(team, facts);
  const features = await inParallel(await listedIds(table, FEATURES, ownedBy(team)), async (feature) => ({
    feature,
    facts: (await readLedger(table, featureEntity(feature))).facts,
  }));
  const asked = {
    team,
    facts,
    versions,
    featuresAt: (moment: string) => seenFeatures(team, features, moment),
  };
  return ratesOf(completionByPeriod(asked, lastMonths(now, zoneOf(state)), now));
}

/** Oldest first. */
function lastMonths(now: string, zone: string): Period[] {
  const months = [lastEnded('month', now, zone)];
  for (let [first] = months; first !== undefined && months.length < MONTHS; [first] = months)
    months.unshift(before(first));
  return months;
}
