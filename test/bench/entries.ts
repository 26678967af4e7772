/** Facts as the bus hands them over, of a size that webhooks give them. */
import type { Announcement } from '../../events/catalogue.ts';
import { record } from '../../functions/catalog/record/handler.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { Entry } from '../support/facts.ts';

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

export const TRAIN = 'server';

export const started = (project: string, at: string, team: string): Entry =>
  entry('ProjectStarted', at, { project, title: `Project ${project}`, team, train: TRAIN });

/** How many monthly releases the train has behind it: two years, from January 2020. */
export const RELEASES = 24;

/** The `n`th monthly release of the train: cut on the first of its month. Month 0 is January 2020. */
export const monthly = (month: number) => ({
  release: `${TRAIN}-${month}`,
  cutAt: new Date(Date.UTC(2020, month, 1)).toISOString(),
});

export const scheduled = (month: number): Entry => {
  const { release, cutAt } = monthly(month);
  const version = { releaseVersion: `5.${month}.0`, kind: 'monthly' };
  return entry('ReleaseScheduled', '2020-01-01T00:00:00Z', {
    release,
    train: TRAIN,
    ...version,
    branchCutAt: cutAt,
  });
};

export const cut = (month: number): Entry => {
  const { release, cutAt } = monthly(month);
  return entry('ReleaseCut', cutAt, { release });
};

/** A train with two years of releases, and one to come. */
export const calendar = (): Entry[] => [
  ...Array.from({ length: RELEASES + 1 }, (_, month) => scheduled(month)),
  ...Array.from({ length: RELEASES }, (_, month) => cut(month)),
];

/** When facts of benchmarks arrive: nothing is computed from it. */
export const ARRIVED = '2022-01-15T12:00:00.000Z';
/** Facts that are recorded together, and committed together: far more than a queue hands over, so that filling is quick. */
const TOGETHER = 250;

/** Records facts as quickly as can be. @returns what they ask for */
export async function fill(store: SqliteStore, entries: Iterable<Entry>): Promise<Announcement[]> {
  const asked: Announcement[] = [];
  const announce = async (more: readonly Announcement[]) => void asked.push(...more);
  for (const some of together(entries)) {
    store.connection.exec('BEGIN');
    await record({ table: store, announce, now: ARRIVED }, some);
    store.connection.exec('COMMIT');
  }
  return asked;
}

function* together(entries: Iterable<Entry>): Generator<Entry[]> {
  let some: Entry[] = [];
  for (const each of entries) {
    some.push(each);
    if (some.length < TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
