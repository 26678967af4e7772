/** What a digest says of the team itself: its record, its steps, its projects and its reviews. */

import { snoozedUntil } from '../../catalog/model/snooze.ts';
import { stepsOf } from './cadence.ts';
import type { CadenceItem } from './items.ts';
import type { TeamMaterial } from './material.ts';
import { projectPart } from './project-part.ts';
import { noSections, type Sections, section } from './sections.ts';
import { seenFeatures } from './seen-features.ts';
import { unverifiedSince } from './verified.ts';

export interface OwnPart {
  readonly sections: Sections;
  /** All of its steps, also those that a section has no room for. */
  readonly cadence: readonly CadenceItem[];
  /** How often a project shipped something, and how often one shipped nothing that was not exempt. */
  readonly shipped: number;
  readonly silent: number;
  /** Whether its record was left out because somebody snoozed it. */
  readonly isSnoozed: boolean;
}

/** @param titles of features, by id */
export function ownPart(material: TeamMaterial, titles: ReadonlyMap<string, string>): OwnPart {
  const { state, facts, period, last, verdicts, reviews } = material;
  const { team, title = team } = state;
  const own = verdicts.filter(({ verdict }) => verdict.team === team);
  const projects = own.map(({ verdict, train, streak }) => projectPart(verdict, train, streak, titles));
  const silent = projects.flatMap((each) => each.silent);
  const shipped = projects.flatMap((each) => each.shipped);
  const isSnoozed = snoozedUntil(facts, last) !== undefined;
  const record = { entity: `team:${team}`, title, team, state };
  const cadence = stepsOfTeam(material);
  const sections = {
    ...noSections,
    silent: section('silent', silent),
    shipped: section('shipped', shipped),
    reviews: section('reviews', reviews),
    unverified: section('unverified', isSnoozed ? [] : unverifiedSince([record], period)),
    cadence: section('cadence', cadence),
  };
  const flagged = silent.filter(({ verdict }) => verdict === 'shipped-nothing');
  return { sections, cadence, shipped: shipped.length, silent: flagged.length, isSnoozed };
}

function stepsOfTeam({ state, facts, features, cadence, period, last }: TeamMaterial): CadenceItem[] {
  const asked = {
    team: state.team,
    contacts: state.contacts,
    facts,
    versions: cadence,
    featuresAt: (moment: string) => seenFeatures(state.team, features, moment),
  };
  return stepsOf(asked, period, last);
}
