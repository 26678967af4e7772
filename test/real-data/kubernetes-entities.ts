/** Who and what there is in Kubernetes: the SIGs as teams and projects, the feature gates as features. */
import { type Entry, entry } from './entry.ts';
import { JUDGED, minors, TRAIN } from './kubernetes-calendar.ts';
import { enhancementUrl, type GateRow, gateTitle, sigs, sigTitle } from './kubernetes-gates.ts';

/** Ahead of everything else that is told; not the day the SIGs were founded, which the data does not hold. */
const FIRST = '2022-01-01T00:00:00.000Z';

/**
 * The projects start with the cycle of 1.28, the first release whose shipments the data holds in full. Started earlier,
 * each SIG would be accused of having shipped nothing in 1.27, and every streak would begin with that.
 */
const startOfProjects = () => minors().find(({ version }) => version === JUDGED[0])?.opensAt ?? FIRST;

/** The SIGs, as teams and as projects. */
export function organisation(): Entry[] {
  const startedAt = startOfProjects();
  return sigs().flatMap((sig) => [
    entry('TeamRegistered', { id: `k8s:team:${sig}`, occurredAt: FIRST, team: sig, title: sigTitle(sig) }),
    entry('ProjectStarted', {
      id: `k8s:project:${sig}`,
      occurredAt: startedAt,
      project: sig,
      title: sigTitle(sig),
      team: sig,
      train: TRAIN,
    }),
  ]);
}

/** A feature is registered again with every stage. It names one project; a gate without an enhancement has no owner, and is not registered. */
export const registered = (row: GateRow): Entry[] => {
  const [owner] = row.owners;
  if (owner === undefined) return [];
  return [
    entry('FeatureRegistered', {
      id: `k8s:feature:${row.gate}:${row.version}`,
      occurredAt: row.at,
      feature: row.gate,
      title: gateTitle(row),
      team: owner,
      project: owner,
      flag: row.gate,
      maturity: row.stage,
      evidence: enhancementUrl(row),
    }),
  ];
};
