/** What a digest says of the team itself: its record, its steps, its projects and its reviews. */
import { snoozedUntil } from '../../catalog/model/record-keeping.ts';
import { type Evidence, hasShipped, isFlagged } from '../../verdicts/model/verdict.ts';
import { stepsOf } from './cadence.ts';
import type { OwnVerdict, TeamMaterial } from './material.ts';
import type { CadenceItem, ShippedProject, SilentProject } from './model.ts';
import { noSections, type Sections, section } from './sections.ts';
import { seenFeatures, unverifiedSince } from './verified.ts';

export interface OwnPart {
  readonly sections: Sections;
  /** All of its steps, also those that the section has no room for. */
  readonly cadence: readonly CadenceItem[];
  /** How often a project shipped something, and how often one shipped nothing without being exempt. */
  readonly shipped: number;
  readonly silent: number;
  /** Whether its record was left out because somebody snoozed it. */
  readonly isSnoozed: boolean;
}

/** @param titles of features, by id */
export function ownPart(material: TeamMaterial, titles: ReadonlyMap<string, string>): OwnPart {
  const { state, facts, period, last, verdicts, reviews, releases } = material;
  const { team, title = team } = state;
  const own = verdicts.filter(({ verdict }) => verdict.team === team);
  const silent = own.flatMap(silentProject);
  const shipped = own.flatMap((each) => shippedProject(each, titles));
  const isSnoozed = snoozedUntil(facts, last) !== undefined;
  const record = { entity: `team:${team}`, title, team, state };
  const cadence = stepsOfTeam(material);
  const sections = {
    ...noSections,
    silent: section('silent', silent),
    shipped: section('shipped', shipped),
    reviews: section('reviews', reviews),
    releases: section('releases', releases),
    unverified: section('unverified', isSnoozed ? [] : unverifiedSince([record], period)),
    cadence: section('cadence', cadence),
  };
  const flagged = silent.filter(({ verdict }) => isFlagged(verdict));
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

/** Things that counted and are named. */
const MAX_NAMED = 3;

const namedIn = ({ verdict: { project, title, team, release, verdict }, train }: OwnVerdict) => ({
  project,
  title,
  team,
  release,
  train,
  verdict,
});

/** What a digest says of a project that shipped nothing in a release, or is exempt. */
export const silentProject = (own: OwnVerdict): SilentProject[] => {
  const { verdict, because } = own.verdict;
  const isSilent = verdict === 'shipped-nothing' || verdict === 'exempt';
  return isSilent ? [{ ...namedIn(own), because, streak: own.streak }] : [];
};

/** What a digest says of a project that shipped in a release. @param titles of features, by id */
export function shippedProject(own: OwnVerdict, titles: ReadonlyMap<string, string>): ShippedProject[] {
  const { verdict, evidence, evidenceOmitted } = own.verdict;
  if (!hasShipped(verdict)) return [];
  const counted = evidence.filter(({ counts }) => counts);
  const names = namesOf(counted, titles);
  // Evidence that counts comes first: where some is stored that does not, everything that counts is stored.
  const left = counted.length === evidence.length ? evidenceOmitted : 0;
  const more = Math.max(0, names.length - MAX_NAMED) + left;
  return [{ ...namedIn(own), what: names.slice(0, MAX_NAMED), more }];
}

/** A feature that changed is named by its changes, and not once more because its flag turned on or it was declared as shipped. */
function namesOf(evidence: readonly Evidence[], titles: ReadonlyMap<string, string>): ShippedProject['what'] {
  const changed = new Set(
    evidence.flatMap(({ kind, feature }) => (kind === 'change' ? (feature ?? []) : [])),
  );
  const named = new Map<string, ShippedProject['what'][number]>();
  for (const each of evidence) {
    if (each.kind !== 'change' && each.feature !== undefined && changed.has(each.feature)) continue;
    const title = nameOf(each, titles);
    if (!named.has(title)) named.set(title, each.url === undefined ? { title } : { title, url: each.url });
  }
  return [...named.values()];
}

const nameOf = ({ title, feature, flag, because }: Evidence, titles: ReadonlyMap<string, string>): string =>
  title ?? titles.get(feature ?? '') ?? feature ?? flag ?? because;
