/** Milestones in their order. People mistype dates, and a calendar may be what was meant: it is said, and imported. */
import type { Problem } from './problem.ts';
import type { Catalog, ReleaseRecord } from './records.ts';

const planned = ['opensAt', 'featureFreezeAt', 'branchCutAt', 'releaseAt'] as const;
const happened = ['cutAt', 'publishedAt'] as const;

export const releaseRules = ({ releases }: Catalog): Problem[] =>
  [...(releases ?? [])].flatMap(([id, release]) => [
    ...outOfOrder(id, release, planned),
    ...outOfOrder(id, release, happened),
  ]);

function outOfOrder(
  id: string,
  release: ReleaseRecord,
  milestones: readonly (typeof planned | typeof happened)[number][],
): Problem[] {
  const set = milestones.filter((name) => release[name] != null);
  return set.flatMap((name, at): Problem[] => {
    const before = set[at - 1];
    const [earlier, later] = [before === undefined ? undefined : release[before], release[name]];
    if (earlier == null || later == null || earlier <= later) return [];
    const message = `${later} lies before ${before} ${earlier}`;
    return [{ severity: 'warning', kind: 'rule', place: { section: 'releases', path: [id, name] }, message }];
  });
}
