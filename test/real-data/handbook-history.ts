/** The history of Sourcegraph's product data as the folders it was: what its files held after each commit. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FeatureRow, type LivingRow, sourcegraphData } from './shared-data.ts';

type TeamRow = ReturnType<typeof sourcegraphData.teams>[number];
type LivingTeam = Exclude<TeamRow, { event: 'final' }>;

/** What the files held after one commit. */
export interface Snapshot {
  readonly commit: string;
  /** UTC instant. */
  readonly at: string;
  /** Whether the commit changed features.yml. */
  readonly changesFeatures: boolean;
  readonly features: ReadonlyMap<string, LivingRow>;
  readonly teams: ReadonlyMap<string, LivingTeam>;
  /** Old name to new, as the commit renamed them. */
  readonly renamed: ReadonlyMap<string, string>;
}

interface Commit {
  readonly features: readonly FeatureRow[];
  readonly teams: readonly LivingTeam[];
}

/** One a commit, by date. */
export function snapshots(): Snapshot[] {
  const rows = sourcegraphData.features();
  const teamRows = sourcegraphData.teams().filter((row): row is LivingTeam => row.event !== 'final');
  const dates = new Map(
    [...rows, ...teamRows].map(({ commit, date }) => [commit, new Date(date).toISOString()]),
  );
  let features: ReadonlyMap<string, LivingRow> = new Map();
  let teams: ReadonlyMap<string, LivingTeam> = new Map();
  return [...dates]
    .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([commit, at]) => {
      const own = (row: { readonly commit: string }) => row.commit === commit;
      const change = { features: rows.filter(own), teams: teamRows.filter(own) };
      features = featuresAfter(features, change);
      teams = teamsAfter(teams, change);
      const changesFeatures = change.features.length > 0;
      return { commit, at, changesFeatures, renamed: renamesOf(change), features, teams };
    });
}

function featuresAfter(before: ReadonlyMap<string, LivingRow>, { features }: Commit): Map<string, LivingRow> {
  const after = new Map(before);
  for (const row of features) if (row.event === 'removed') after.delete(row.feature);
  for (const row of features) if (row.event !== 'removed') after.set(row.feature, row);
  return after;
}

function teamsAfter(before: ReadonlyMap<string, LivingTeam>, { teams }: Commit): Map<string, LivingTeam> {
  const after = new Map(before);
  for (const row of teams) {
    if (row.event === 'removed') after.delete(row.team);
    else after.set(row.team, row);
  }
  return after;
}

const renamesOf = ({ features }: Commit): Map<string, string> =>
  new Map(
    features.flatMap((row) =>
      row.event === 'removed' || row.renamed_from === null ? [] : [[row.renamed_from, row.feature] as const],
    ),
  );

/** The team of a feature as its file names it: until 2021-11-05 the field was called product_area. */
export const teamOf = ({ product_team, product_area }: LivingRow): string =>
  product_team ?? product_area ?? '';

export const OPTIONS_OF_THEN = {
  managed_instance: { title: 'Managed instance' },
  cloud: { title: 'Cloud' },
};
const USE_CASES_OF_THEN = { fixing_security_vulnerabilities: { title: 'Fixing security vulnerabilities' } };

/** Writes a snapshot as the folder that it was; JSON is YAML. Vocabularies are the last ones and what was used before them. */
export async function writeHandbook(directory: string, { features, teams }: Snapshot): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const write = (file: string, lines: Iterable<[string, unknown]>) =>
    writeFile(
      join(directory, file),
      [...lines].map(([id, value]) => `${id}: ${JSON.stringify(value)}\n`).join(''),
    );
  const { vocabulary } = sourcegraphData;
  await write(
    'features.yml',
    [...features].map(([id, row]) => [id, fileOf(row)]),
  );
  if (teams.size > 0)
    await write(
      'product_teams.yml',
      [...teams].map(([id, row]) => [id, teamFileOf(row)]),
    );
  await write('maturity_levels.yml', Object.entries(vocabulary('maturity_levels')));
  await write('code_hosts.yml', Object.entries(vocabulary('code_hosts')));
  await write(
    'deployment_options.yml',
    Object.entries({ ...vocabulary('deployment_options'), ...OPTIONS_OF_THEN }),
  );
  await write('use_cases.yml', Object.entries({ ...vocabulary('use_cases'), ...USE_CASES_OF_THEN }));
}

const fileOf = ({
  commit: _commit,
  date: _date,
  event: _event,
  feature: _feature,
  renamed_from: _from,
  ...row
}: LivingRow) => row;

const teamFileOf = ({ title, strategy_link, issue_labels }: LivingTeam) => ({
  title,
  strategy_link,
  issue_labels,
});

/** What the product data of a row says, by its own values: no address is no link, and what is not said is unknown. */
export function expectedFeature(row: LivingRow): Record<string, unknown> {
  const { title, maturity, doc_link, compatibility, deployment, use_cases, note } = row;
  const link = typeof doc_link === 'string' && /^https?:\/\//.test(doc_link) ? doc_link : undefined;
  const hosts = compatibility === false || compatibility == null ? {} : compatibility;
  const known = Object.entries(hosts).filter(([, supported]) => supported !== null);
  return {
    title,
    team: teamOf(row),
    maturity,
    ...(link === undefined ? {} : { docsUrl: link }),
    ...(known.length === 0 ? {} : { compatibility: Object.fromEntries(known) }),
    ...(deployment === undefined ? {} : { deployment }),
    ...(use_cases === undefined ? {} : { useCases: use_cases }),
    ...(note === undefined ? {} : { note }),
  };
}
