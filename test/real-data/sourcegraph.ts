/** Sourcegraph's product data with its history, as Shipshape's facts: teams, features and releases, as they were told. */
import { byDate, type Entry, entry } from './entry.ts';
import { type FeatureRow, type LivingRow, sourcegraphData } from './shared-data.ts';
import { releaseFacts } from './sourcegraph-releases.ts';

const utc = (date: string) => new Date(date).toISOString();

/** What the data leaves open, and how it was decided. */
export const notes: readonly string[] = [
  'A row holds all values of its feature, so what it lacks is told as null (there is none), not left out.',
  'doc_link false and "???" are no address: docsUrl is null.',
  'compatibility false for a feature as a whole (7 rows) does not say of any host that it is unsupported: null, unknown.',
  'The team is product_team or, until 2021-11-05, product_area; a few rows name teams that were gone, and keep them.',
  'note (3 rows) has no field among the facts and is left out.',
  'A removal that names what the feature became is told by the rename alone.',
  'precise_code_intelligence_go was removed in the commit that added precise_code_navigation_go; the data calls it no rename, so it is retired.',
  'No commit both gives and takes one feature name, so the order of the renames of one moment does not matter.',
  'Teams that were removed have no fact (there is no TeamRetired): 28 rows left out; 10 "final" rows repeat what was told.',
  'The releases 5.3.x are places held for several dates: each has an id of version and date.',
  'Without a release_kind, x.y is minor (5.0 too) and anything else monthly.',
  'code_freeze_date and branch_cut_date are one column under two names, and give branchCutAt; N/A is null.',
  'A release of the same day and kind under a new name is renamed, unless its old name is used again (5.3.3 was: it is rescheduled).',
  'A row that left the table for good has no fact: nobody said that the release was cancelled.',
];

const registered = (row: LivingRow): Entry => {
  const team = row.product_team ?? row.product_area;
  if (team === undefined) throw new Error(`${row.feature} has no team at ${row.commit}`);
  return entry('FeatureRegistered', {
    id: `sg:${row.commit}:feature:${row.feature}`,
    occurredAt: utc(row.date),
    feature: row.feature,
    title: row.title,
    team,
    maturity: row.maturity,
    docsUrl: address(row.doc_link),
    compatibility: row.compatibility === false ? null : (row.compatibility ?? null),
    deployment: row.deployment ?? null,
    useCases: row.use_cases ?? null,
  });
};

const address = (link: string | false | undefined) =>
  link !== undefined && link !== false && /^https?:/.test(link) ? link : null;

const renamed = (row: LivingRow, from: string): Entry =>
  entry('FeatureRenamed', {
    id: `sg:${row.commit}:feature-renamed:${from}`,
    occurredAt: utc(row.date),
    feature: from,
    to: row.feature,
  });

function featureFacts(row: FeatureRow): Entry[] {
  if (row.event !== 'removed') {
    const before = row.renamed_from === null ? [] : [renamed(row, row.renamed_from)];
    return [...before, registered(row)];
  }
  if (row.renamed_to !== null) return [];
  const id = `sg:${row.commit}:feature-retired:${row.feature}`;
  return [entry('FeatureRetired', { id, occurredAt: utc(row.date), feature: row.feature })];
}

const teamFacts = (): Entry[] =>
  sourcegraphData.teams().flatMap((row) => {
    if (row.event === 'removed' || row.event === 'final') return [];
    return entry('TeamRegistered', {
      id: `sg:${row.commit}:team:${row.team}`,
      occurredAt: utc(row.date),
      team: row.team,
      title: row.title,
      strategyUrl: row.strategy_link ?? null,
      labels: row.issue_labels ?? null,
    });
  });

/** The history as facts, by the date of the commit that said so. */
export const sourcegraphFacts = (): Entry[] =>
  byDate([...teamFacts(), ...sourcegraphData.features().flatMap(featureFacts), ...releaseFacts()]);

/** The features there are after the last commit, with their maturity: read off the rows, not off the facts. */
export function expectedFinal(): Map<string, string> {
  const living = new Map<string, string>();
  for (const row of sourcegraphData.features()) {
    if (row.event === 'removed') living.delete(row.feature);
    else living.set(row.feature, row.maturity);
  }
  return living;
}
