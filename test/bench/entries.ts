/** Facts as the bus hands them over, of a size that webhooks give them. */

export interface Entry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

let made = 0;

/** A fact with an id of its own. @param at RFC 3339 */
export function entry(type: string, at: string, fields: Record<string, unknown>): Entry {
  made += 1;
  const detail = {
    version: 1,
    id: `github:delivery:${made.toString(16).padStart(8, '0')}-6d2c-11ee-8c99`,
    occurredAt: at,
    actor: 'github:octocat',
    ...fields,
  };
  return { source: 'shipshape', 'detail-type': type, detail };
}

export const change = (project: string, at: string, fields: Record<string, unknown> = {}): Entry =>
  entry('ChangeMerged', at, {
    project,
    title: `search: rank exact matches of symbols before all others in ${project}`,
    url: `https://github.com/example/monorepo/pull/${made}`,
    ...fields,
  });

export const started = (
  project: string,
  at: string,
  team: string,
  fields: Record<string, unknown> = {},
): Entry =>
  entry('ProjectStarted', at, { project, title: `Project ${project}`, team, train: 'server', ...fields });

/** The `n`th monthly release of the train: cut on the first of its month. Month 0 is January 2020. */
export const monthly = (month: number) => ({
  release: `server-${month}`,
  cutAt: new Date(Date.UTC(2020, month, 1)).toISOString(),
});

export const scheduled = (month: number): Entry => {
  const { release, cutAt } = monthly(month);
  const fields = {
    release,
    train: 'server',
    releaseVersion: `5.${month}.0`,
    kind: 'monthly',
    branchCutAt: cutAt,
  };
  return entry('ReleaseScheduled', '2020-01-01T00:00:00Z', fields);
};

export const cut = (month: number): Entry => {
  const { release, cutAt } = monthly(month);
  return entry('ReleaseCut', cutAt, { release });
};

/** What a project did before: it started, and merged a plain change twice a day. */
export const earlier = (project: string, facts: number): Entry[] => [
  started(project, '2020-01-02T00:00:00Z', 'search'),
  ...Array.from({ length: facts - 1 }, (_, at) =>
    change(project, new Date(Date.UTC(2020, 1, 1, at * 12)).toISOString()),
  ),
];
