/**
 * Kubernetes as Shipshape's facts: a SIG is a team and a project, a feature gate is a feature with a feature flag of
 * the same name. The same work is told in two ways, which must lead to the same verdicts: declared, or as changes
 * merged behind feature flags whose defaults change.
 */
import { byDate, type Entry, entry } from './entry.ts';
import { JUDGED, releaseFacts, releaseId, TRAIN } from './kubernetes-calendar.ts';
import {
  enhancementUrl,
  type GateRow,
  gateRows,
  gateTitle,
  isJudged,
  sigs,
  sigTitle,
} from './kubernetes-gates.ts';
import { kubernetesData } from './shared-data.ts';

/** Ahead of everything else that is told; not the day the SIGs were founded, which the data does not hold. */
const STARTED = '2022-01-01T00:00:00.000Z';

const organisation = (): Entry[] =>
  sigs().flatMap((sig) => [
    entry('TeamRegistered', { id: `k8s:team:${sig}`, occurredAt: STARTED, team: sig, title: sigTitle(sig) }),
    entry('ProjectStarted', {
      id: `k8s:project:${sig}`,
      occurredAt: STARTED,
      project: sig,
      title: sigTitle(sig),
      team: sig,
      train: TRAIN,
    }),
  ]);

/** A feature is registered again with every stage. It names one project; a gate without an enhancement has no owner, and is not registered. */
const registered = (row: GateRow): Entry[] => {
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
 * Where variant B must differ from `expected.json`: a deprecated row that turns a default on is nothing shipped there,
 * and a shipment here (a feature flag of the project turned on in the window). It takes an owner to make a difference;
 * the data has two such rows, KMSv1 in 1.28 and SkipReadOnlyValidationGCE in 1.29, and neither has one: none differ.
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
