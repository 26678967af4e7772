/** Sourcegraph's published release table, row by row as it changed: schedules, and releases that got another name. */
import { type Entry, entry } from './entry.ts';
import { type ReleaseRow, sourcegraphData } from './shared-data.ts';

export const TRAIN = 'sourcegraph';

/** Several rows are called 5.3.x at once: places held for releases without a number, told apart by their date. */
const idOf = ({ version, release_date_iso }: ReleaseRow) =>
  version.endsWith('.x') ? `${TRAIN}-${version}-${release_date_iso}` : `${TRAIN}-${version}`;

const kinds = { Minor: 'minor', Monthly: 'monthly', Patch: 'patch' } as const;

/** Until February 2024 the table had no kinds: it listed numbered releases, x.y. */
const kindOf = ({ release_kind, version }: ReleaseRow) => {
  if (release_kind !== undefined) return kinds[release_kind];
  return /^\d+\.\d+$/.test(version) ? 'minor' : 'monthly';
};

const midnight = (date: string) => `${date}T00:00:00.000Z`;

/** A cell like `February 9, 2024`. `N/A` says that there is none, a column that the table does not have says nothing. */
function momentOf(cell: string | undefined): string | null | undefined {
  if (cell === undefined) return undefined;
  return cell === 'N/A' ? null : new Date(`${cell} UTC`).toISOString();
}

function scheduled(row: ReleaseRow): Entry {
  const release = idOf(row);
  return entry('ReleaseScheduled', {
    id: `sg:${row.commit}:release:${release}`,
    occurredAt: new Date(row.commit_date).toISOString(),
    release,
    train: TRAIN,
    releaseVersion: row.version,
    kind: kindOf(row),
    featureFreezeAt: momentOf(row.feature_freeze_date),
    // One column under two names: the dates stayed when "code freeze" became "branch cut".
    branchCutAt: momentOf(row.branch_cut_date ?? row.code_freeze_date),
    releaseAt: midnight(row.release_date_iso),
  });
}

interface Rename {
  readonly from: string;
  readonly to: string;
  readonly row: ReleaseRow;
}

/**
 * Releases that a commit gave another name: one of the same day and kind was in the table before, under a name that is
 * in no row of this commit or a later one. 4.6 to 4.10 became 5.0 to 5.4 so, 5.3 became 5.3.0, and 5.3.x got numbers.
 */
export function releaseRenames(): Rename[] {
  const rows = sourcegraphData.releases();
  const standing = new Map<string, ReleaseRow>();
  const renames: Rename[] = [];
  for (const commit of new Set(rows.map((row) => row.commit))) {
    const first = rows.findIndex((row) => row.commit === commit);
    const toCome = new Set(rows.slice(first).map(idOf));
    const added = rows.filter((row) => row.commit === commit);
    for (const row of added) {
      const old = [...standing].find(([id, was]) => !toCome.has(id) && sameRelease(was, row));
      if (old === undefined) continue;
      renames.push({ from: old[0], to: idOf(row), row });
      standing.delete(old[0]);
    }
    for (const row of added) standing.set(idOf(row), row);
  }
  return renames;
}

const sameRelease = (a: ReleaseRow, b: ReleaseRow) =>
  a.release_date_iso === b.release_date_iso && kindOf(a) === kindOf(b);

const renamed = ({ from, to, row }: Rename): Entry =>
  entry('ReleaseRenamed', {
    id: `sg:${row.commit}:release-renamed:${from}`,
    occurredAt: new Date(row.commit_date).toISOString(),
    release: from,
    to,
  });

/** Every row of the table as it was published, with the renames. */
export const releaseFacts = (): Entry[] => [
  ...sourcegraphData.releases().map(scheduled),
  ...releaseRenames().map(renamed),
];
