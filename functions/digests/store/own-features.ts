/** The features of a team, each with everything that a digest needs. */
import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity, flag as flagEntity } from '../../../events/contract.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { foldFeature } from '../../catalog/model/feature.ts';
import { FEATURES } from '../../catalog/model/lists.ts';
import { cutOf, expectedCut, type ReleaseState } from '../../catalog/model/release.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { means, type Names } from '../../kernel/model/identity.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { FeatureMaterial } from '../model/material.ts';
import type { OwnProject } from './own-projects.ts';
import type { DigestSources } from './sources.ts';

interface Asked {
  readonly team: string;
  readonly projects: readonly OwnProject[];
  /** The last instant that counts, UTC. */
  readonly last: string;
  /** Whether what belongs to the team now belonged to it then. */
  readonly isRecent: boolean;
}

/**
 * The features of a team. For a period that ended long ago every feature is read, because any of them can have been the
 * team's then.
 */
export async function readOwnFeatures(
  { table, calendars }: DigestSources,
  { team, projects, last, isRecent }: Asked,
): Promise<FeatureMaterial[]> {
  const ids = await listedIds(table, FEATURES, isRecent ? ownedBy(team) : '');
  const found = await inParallel(ids, async (feature) => {
    const ledger = await readLedger(table, featureEntity(feature));
    // The index can still list a former name.
    if (ledger.names.name !== feature) return [];
    const facts = upTo(ledger.facts, last);
    const { team: owner, flag, project } = foldFeature(feature, facts);
    if (owner !== team) return [];
    const flagFacts = flag === undefined ? [] : upTo((await readLedger(table, flagEntity(flag))).facts, last);
    const judged = cyclesFor(calendars, projects, project);
    return [{ feature, facts, flagFacts, judged, ...planOf(calendars, projects, ledger.names, last) }];
  });
  return found.flat();
}

const upTo = (facts: readonly Fact[], last: string) =>
  facts.filter(({ detail }) => detail.occurredAt <= last);

/** Those of the train that a feature ships on: that of its project, or else the only one that there is. */
function cyclesFor(
  calendars: DigestSources['calendars'],
  projects: readonly OwnProject[],
  project: string | undefined,
): readonly Cycle[] {
  const train = projects.find(({ state }) => state.project === project)?.train;
  const [only, ...others] = calendars;
  const found = calendars.find((each) => each.train === train) ?? (others.length === 0 ? only : undefined);
  return found?.calendar.judged ?? [];
}

/**
 * Whether an active project of the team plans to ship a feature in a release to come, and when the first of the releases
 * that it was planned for is, or was, to be out. A plan for a cancelled release does not count.
 */
function planOf(
  calendars: DigestSources['calendars'],
  projects: readonly OwnProject[],
  { spans }: Names,
  last: string,
): Pick<FeatureMaterial, 'isPlanned' | 'plannedAt'> {
  const plans = projects
    .flatMap(({ state }) => (state.status === 'active' ? state.plans : []))
    .filter(({ feature, at }) => feature !== undefined && means(spans, feature, at));
  const releases = calendars.flatMap(({ calendar }) => calendar.releases);
  // Undefined is a release that nobody has scheduled yet.
  const planned = plans
    .map((plan) => releases.find(({ names }) => means(names, plan.release, plan.at)))
    .filter((release) => release?.cancelledAt === undefined);
  const [plannedAt] = planned.flatMap((release) => (release && outAt(release)) ?? []).sort();
  return { isPlanned: planned.some((release) => isToCome(release, last)), plannedAt };
}

const outAt = (release: ReleaseState) => release.releaseAt ?? expectedCut(release);

const isToCome = (release: ReleaseState | undefined, last: string): boolean => {
  const cut = release && cutOf(release);
  return cut === undefined || cut > last;
};
