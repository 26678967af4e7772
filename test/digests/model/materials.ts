/** What digests are made from, for the team Search and March 2024 in UTC, with what matters to a test and the rest as usual. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../../functions/catalog/model/calendar.ts';
import { foldTeam } from '../../../functions/catalog/model/team.ts';
import { cadenceVersions } from '../../../functions/digests/model/cadence.ts';
import { USUAL_LAUNCH_TASKS } from '../../../functions/digests/model/launch.ts';
import {
  type FeatureMaterial,
  type TeamMaterial,
  viewOf,
} from '../../../functions/digests/model/material.ts';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { rubricVersions } from '../../../functions/grades/model/rubric.ts';
import { type Period, periodOf } from '../../../functions/kernel/model/period.ts';
import { on, ordered, teamRegistered } from '../../support/ledger-facts.ts';

export function aPeriod(name: string, zone = 'UTC'): Period {
  const found = periodOf(name, zone);
  if (found === undefined) throw new Error(`there is no period ${name}`);
  return found;
}
export const march = aPeriod('2024-03');
export const LAST = new Date(Date.parse(march.until) - 1).toISOString();

/** @param rubric its ledger */
export const viewWith = (rubric: readonly Fact[] = [], period = march, last = LAST) =>
  viewOf(period, last, {
    versions: rubricVersions(ordered(rubric)),
    ruleOnFacts,
    tasks: USUAL_LAUNCH_TASKS,
    maturities: new Map([
      ['beta', 'Beta'],
      ['ga', 'Generally available'],
    ]),
  });

/** The feature `sort`. */
export const materialOf = (facts: readonly Fact[], more: Partial<FeatureMaterial> = {}): FeatureMaterial => ({
  feature: 'sort',
  facts: ordered(facts),
  flagFacts: [],
  judged: [],
  isPlanned: false,
  ...more,
});

/** A judged cycle of the train `server` that was cut at a moment. */
export const cycleCut = (release: string, until: string): Cycle => ({
  release,
  train: 'server',
  names: [{ name: release }],
  until: on(until),
});

interface Told extends Partial<Omit<TeamMaterial, 'facts' | 'state' | 'cadence'>> {
  readonly facts?: readonly Fact[];
  readonly rubric?: readonly Fact[];
}

/** The team Search, registered at the beginning of the year and looked at in March. */
export function teamMaterial({ facts = [], rubric = [], ...more }: Told = {}): TeamMaterial {
  const own = ordered([teamRegistered('01-01', { title: 'Search team' }), ...facts]);
  return {
    state: foldTeam('search', own),
    facts: own,
    period: march,
    last: LAST,
    madeAt: on('04-01T07:00'),
    view: viewWith(rubric, more.period, more.last),
    cadence: cadenceVersions(ordered(rubric)),
    features: [],
    verdicts: [],
    reviews: [],
    releases: [],
    since: { verdicts: [], cycles: [] },
    ...more,
  };
}
