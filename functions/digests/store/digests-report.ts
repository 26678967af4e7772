/** Which digests there are, and how often a team did its steps, for pages. */
import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity, rubric, team as teamEntity } from '../../../events/contract.ts';
import type { Every } from '../../../events/fields.ts';
import { FEATURES } from '../../catalog/model/lists.ts';
import { foldTeam, teamIn } from '../../catalog/model/team.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { before, lastEnded, type Period } from '../../kernel/model/period.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { cadenceVersions, type StepRate, stepRates, type TeamCadence } from '../model/cadence.ts';
import type { AudienceReport, DigestsReport } from '../model/digests-report.ts';
import { seenFeatures } from '../model/verified.ts';
import { EVERYBODY, zoneOf } from './audiences.ts';
import { digestHeadlines } from './digests.ts';
import { readCards } from './teams-report.ts';

/** The newest of each kind that are listed; an older one is at the address that its period gives it. */
const LISTED: Readonly<Record<Every, number>> = { week: 106, month: 60, quarter: 20 };

export async function readAudienceReport(
  table: Store,
  audience: string,
  now: string,
): Promise<AudienceReport> {
  const team = teamIn(audience);
  const steps = team === undefined ? [] : await readStepRates(table, team, now);
  const of = (every: Every) => digestHeadlines(table, audience, every, { limit: LISTED[every] });
  const [week, month, quarter] = await Promise.all([of('week'), of('month'), of('quarter')]);
  return { audience, digests: { week, month, quarter }, steps };
}

export async function readDigestsReport(table: Store, now: string): Promise<DigestsReport> {
  return { whole: await readAudienceReport(table, EVERYBODY, now), others: await readOtherAudiences(table) };
}

/** The orgs and teams that are registered now. */
export async function readOtherAudiences(table: Store): Promise<DigestsReport['others']> {
  const teams = await readCards(table);
  const orgs = distinct(teams.flatMap(({ org }) => org ?? []));
  return [
    ...orgs.map((org) => ({ audience: `org:${org}`, title: org })),
    ...teams.map(({ id, title }) => ({ audience: `team:${id}`, title })),
  ];
}

const MONTHS = 12;

/** How often a team did each of the steps that it was asked for in the last twelve months that have ended. */
export async function readStepRates(table: Store, team: string, now: string): Promise<StepRate[]> {
  const versions = cadenceVersions((await readLedger(table, rubric)).facts);
  // Where no step was ever asked for, nothing else is read.
  if (versions.every(({ rules }) => rules.length === 0)) return [];
  const { facts } = await readLedger(table, teamEntity(team));
  const state = foldTeam(team, facts);
  const features = await inParallel(await listedIds(table, FEATURES, ownedBy(team)), async (feature) => ({
    feature,
    facts: (await readLedger(table, featureEntity(feature))).facts,
  }));
  return ratesOf({ team, facts, versions, features }, zoneOf(state), now);
}

/** What is known of a team, with the ledgers of its features. */
interface Known extends Pick<TeamCadence, 'team' | 'facts' | 'versions'> {
  readonly features: readonly { readonly feature: string; readonly facts: readonly Fact[] }[];
}

/** The same from what was read already. @param zone of the team, in which its months are */
export const ratesOf = ({ features, ...known }: Known, zone: string, now: string): StepRate[] =>
  stepRates(
    { ...known, featuresAt: (moment) => seenFeatures(known.team, features, moment) },
    lastMonths(now, zone),
    now,
  );

/** Oldest first. */
function lastMonths(now: string, zone: string): Period[] {
  const months = [lastEnded('month', now, zone)];
  for (let [first] = months; first !== undefined && months.length < MONTHS; [first] = months)
    months.unshift(before(first));
  return months;
}
