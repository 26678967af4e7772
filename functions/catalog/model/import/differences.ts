/** What an import of files would change: only differences become facts, so a second import changes nothing. */
import { compare } from '../../../kernel/model/facts.ts';
import { asChange, type Change } from './change.ts';
import { exemptionDifferences } from './exemption-differences.ts';
import { factDifferences } from './fact-differences.ts';
import { featureDifferences } from './feature-differences.ts';
import { flagDifferences } from './flag-differences.ts';
import type { Known } from './known.ts';
import { planDifferences, projectDifferences } from './project-differences.ts';
import { recordDifferences } from './record-differences.ts';
import type { Catalog } from './records.ts';
import { releaseDifferences, releaseRenames } from './release-differences.ts';
import { withdrawalDifferences } from './withdrawal-differences.ts';

export interface ImportOptions {
  /** Who imports: `person:ada`. */
  readonly actor?: string | undefined;
  /** Features and releases that go by another name now; `formerly` in a file says the same of a feature. */
  readonly renamed?: ReadonlyMap<string, string> | undefined;
  /** How the ids of its facts begin, where they are not of files that are the catalog. */
  readonly idPrefix?: string | undefined;
}

export interface Differences {
  /** By entity, and of one entity in the order in which its ledger has them; it does not depend on the files. */
  readonly changes: readonly Change[];
  /** What the files say and is not imported: no fact can state it, or it would have no effect. */
  readonly warnings: readonly string[];
}

/**
 * Compares what is known with what files want, without judging whether they may: `validateCatalog` does.
 * @param at the moment that the import is of, UTC with milliseconds
 */
export function differences(
  known: Known,
  wanted: Catalog,
  at: string,
  { actor, renamed = new Map(), idPrefix }: ImportOptions = {},
): Differences {
  const { renames, impossible, others } = releaseRenames(known.releases, wanted.releases, renamed);
  const findings = [
    ...impossible.map((warning) => ({ warning })),
    ...recordDifferences(known, wanted, at),
    ...featureDifferences(known.features, wanted.features, others, at),
    ...flagDifferences(known, wanted, at),
    ...projectDifferences(known.projects, wanted.projects, at),
    ...releaseDifferences(known.releases, wanted.releases, renames, at),
    ...planDifferences(known.plans, wanted.roadmap),
    ...exemptionDifferences(known.exemptions, wanted.exemptions, at),
    ...withdrawalDifferences(known.withdrawals, wanted.withdrawals, at),
    ...factDifferences(known.facts, wanted.facts, at),
  ];
  return {
    changes: findings
      .flatMap((found) => ('warning' in found ? [] : [asChange(found, at, actor, idPrefix)]))
      .sort(order),
    warnings: findings.flatMap((found) => ('warning' in found ? [found.warning] : [])).sort(),
  };
}

const order = (a: Change, b: Change) =>
  compare(a.entity, b.entity) ||
  compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) ||
  compare(a.fact.detail.id, b.fact.detail.id);
