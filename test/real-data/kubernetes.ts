/**
 * Kubernetes as Shipshape's facts: a SIG is a team and a project, a feature gate is a feature with a feature flag of
 * the same name. The same work is told in two ways, which must lead to the same verdicts: declared, or as changes
 * merged behind feature flags whose defaults change.
 */
import { byDate, type Entry, entry } from './entry.ts';
import { JUDGED, releaseFacts, releaseId } from './kubernetes-calendar.ts';
import { organisation, registered } from './kubernetes-entities.ts';
import { enhancementUrl, type GateRow, gateRows, gateTitle, isJudged, sigs } from './kubernetes-gates.ts';
import { kubernetesData } from './shared-data.ts';

const common = (rows: readonly GateRow[]): Entry[] => [
  ...organisation(),
  ...releaseFacts(),
  ...rows.flatMap(registered),
];

/** Variant A: each row of a judged release is a declared shipment of each owner, as it was on by default or not. */
export function declaredShipments(): Entry[] {
  const rows = gateRows();
  return byDate([...common(rows), ...rows.filter(ships).flatMap(declared)]);
}

const ships = ({ version, stage }: GateRow) => isJudged(version) && stage !== 'deprecated';

const declared = (row: GateRow): Entry[] =>
  row.owners.map((sig) =>
    entry('FeatureShipped', {
      id: `k8s:shipped:${row.gate}:${row.version}:${sig}`,
      occurredAt: row.at,
      project: sig,
      feature: row.gate,
      release: releaseId(row.version),
      exposure: row.default ? 'on-by-default' : 'off-by-default',
      evidence: enhancementUrl(row),
    }),
  );

/**
 * Variant B: no shipment is declared. Each row of a judged release is a change of each owner, merged behind the gate's
 * feature flag; the flag changes where a row's default differs from the one before. A deprecated row is no work: it
 * changes the flag only. The flags of gates without an owner change too, and belong to no project.
 */
export function flaggedChanges(): Entry[] {
  const rows = gateRows();
  return byDate([...common(rows), ...rows.flatMap(flagChange), ...rows.filter(ships).flatMap(merged)]);
}

const flagChange = (row: GateRow): Entry[] =>
  row.default === row.previous?.default
    ? []
    : [
        entry('FeatureFlagChanged', {
          id: `k8s:flag:${row.gate}:${row.version}`,
          occurredAt: row.at,
          flag: row.gate,
          enabledByDefault: row.default,
          evidence: enhancementUrl(row),
        }),
      ];

const merged = (row: GateRow): Entry[] =>
  row.owners.map((sig) =>
    entry('ChangeMerged', {
      id: `k8s:merged:${row.gate}:${row.version}:${sig}`,
      occurredAt: row.at,
      project: sig,
      title: `${gateTitle(row)} (${row.stage})`,
      url: enhancementUrl(row) ?? 'https://github.com/kubernetes/enhancements/issues',
      feature: row.gate,
      flag: row.gate,
    }),
  );

/**
 * Where variant B could differ from `expected.json`: a deprecated row that turns a default on is nothing shipped there,
 * and a shipment here (a feature flag of the project turned on in the window). It takes an owner to make a difference.
 * The data has one such row, SkipReadOnlyValidationGCE in 1.29, and it has none (KMSv1, deprecated in 1.28, was on
 * before): no verdict differs.
 */
export const turnedOnByDeprecation = (): GateRow[] =>
  gateRows().filter(
    (row) => isJudged(row.version) && row.stage === 'deprecated' && row.default && !row.previous?.default,
  );

const WORDS = { default_on: 'shipped-on', flagged_off: 'shipped-off', none: 'shipped-nothing' } as const;
export type Word = (typeof WORDS)[keyof typeof WORDS];

/** By release, by SIG: what an independent program made of the same data. */
export function expectedVerdicts(): Map<string, Map<string, Word>> {
  const judged = kubernetesData.expected();
  return new Map(
    JUDGED.map((version) => {
      const verdicts = Object.entries(judged[version]?.sigs ?? {});
      return [releaseId(version), new Map(verdicts.map(([sig, { best }]) => [sig, WORDS[best]]))];
    }),
  );
}

/** By release, by SIG: in how many releases in a row, up to this one, it shipped nothing. Nothing is known before 1.28. */
export function expectedStreaks(): Map<string, Map<string, number>> {
  let running = new Map<string, number>();
  const streaks = new Map<string, Map<string, number>>();
  for (const version of JUDGED) {
    const nothing = new Set(kubernetesData.expected()[version]?.shipped_nothing);
    running = new Map(sigs().map((sig) => [sig, nothing.has(sig) ? (running.get(sig) ?? 0) + 1 : 0]));
    streaks.set(releaseId(version), running);
  }
  return streaks;
}
