/**
 * Makes `lib/local/demo/kubernetes.jsonl`, a few dozen facts of Kubernetes 1.28 to 1.31, from the real data:
 * `node test/real-data/make-demo.ts` in the root of the project. The same data always gives the same file.
 */
import { writeFileSync } from 'node:fs';
import { byDate, type Entry, entry } from './entry.ts';
import { JUDGED, minorFacts, minors, patches, patchFacts, releaseId, TRAIN } from './kubernetes-calendar.ts';
import {
  enhancementUrl,
  type GateRow,
  gateRows,
  gateTitle,
  isJudged,
  sigs,
  sigTitle,
} from './kubernetes-gates.ts';

export const DEMO = 'lib/local/demo/kubernetes.jsonl';
const PREFIX = 'kubernetes-demo';
/** Patches come in between, of older lines too, and not in the order of their versions: 1.28.3 was tagged before 1.27.7. */
const PATCHES = ['1.27.7', '1.28.3', '1.29.3'];
/** Of these SIGs, one more gate that stays off by default: not all that they ship is on. */
const LARGE = ['sig-network', 'sig-node'];

/**
 * Enough gates of a SIG to give each release its verdict, and few: again and again the one that settles most of the
 * releases still open, the first by name among equals. A release is settled by its best exposure. All judged rows of a
 * chosen gate are told, so that no flag stands still in the demo where it moved in Kubernetes.
 */
function chosenGates(rows: readonly GateRow[]): Set<string> {
  const settles = ({ version, default: on }: GateRow) =>
    on || !rows.some((other) => other.version === version && other.default);
  const open = new Set(rows.map(({ version }) => version));
  const names = [...new Set(rows.map(({ gate }) => gate))].sort();
  const chosen = new Set<string>();
  while (open.size > 0) {
    const score = (gate: string) =>
      rows.filter((row) => row.gate === gate && open.has(row.version) && settles(row)).length;
    const best = names.toSorted((a, b) => score(b) - score(a))[0];
    if (best === undefined) break;
    chosen.add(best);
    for (const row of rows) if (row.gate === best && settles(row)) open.delete(row.version);
  }
  return chosen;
}

/** A gate that is new in a judged release, off by default, and has no other row there. */
const keptOff = (rows: readonly GateRow[]) =>
  rows.find(
    (row) =>
      !row.default && row.previous === undefined && rows.filter(({ gate }) => gate === row.gate).length === 1,
  );

function rowsOf(sig: string, all: readonly GateRow[]): GateRow[] {
  const deprecated = new Set(all.flatMap(({ gate, stage }) => (stage === 'deprecated' ? gate : [])));
  const rows = all.filter(
    ({ owners, version, stage }) => owners.includes(sig) && isJudged(version) && stage !== 'deprecated',
  );
  const chosen = chosenGates(rows);
  const off = LARGE.includes(sig) ? keptOff(rows.filter(({ gate }) => !deprecated.has(gate))) : undefined;
  if (off !== undefined) chosen.add(off.gate);
  return rows.filter(({ gate }) => chosen.has(gate));
}

/** The facts of one row: off, merged behind its feature flag; turned on, the flag; on as before, a declared shipment. */
function shipmentFacts(row: GateRow, sig: string, occurredAt: string): Entry[] {
  const { gate, version, stage } = row;
  const url = enhancementUrl(row);
  if (url === undefined) throw new Error(`${gate} has no enhancement`);
  const title = gateTitle(row);
  const common = (kind: string) => ({
    id: `${PREFIX}:${kind}:${gate}:${version}`,
    occurredAt,
    evidence: url,
  });
  const feature = entry('FeatureRegistered', {
    ...common('feature'),
    ...{ feature: gate, title, team: sig, project: sig, flag: gate, maturity: stage },
  });
  const turned = entry('FeatureFlagChanged', {
    ...common('flag'),
    flag: gate,
    enabledByDefault: row.default,
  });
  if (row.default && row.previous?.default) {
    const shipment = {
      project: sig,
      feature: gate,
      release: releaseId(version),
      exposure: 'on-by-default',
    } as const;
    return [feature, entry('FeatureShipped', { ...common('shipped'), ...shipment })];
  }
  if (row.default) return [feature, turned];
  const change = { project: sig, title: `${title} (${stage})`, url, feature: gate, flag: gate };
  const merged = entry('ChangeMerged', { ...common('merged'), ...change });
  const told = row.previous !== undefined && isJudged(row.previous.version);
  return told ? [feature, merged] : [feature, turned, merged];
}

/** A gate that is older than what is told begins with the stage that it had: its next one is a change, and not new. */
function stageBefore(row: GateRow, sig: string, occurredAt: string): Entry[] {
  const { gate, previous } = row;
  if (previous === undefined || isJudged(previous.version)) return [];
  return [
    entry('FeatureRegistered', {
      id: `${PREFIX}:feature:${gate}:before`,
      ...{ occurredAt, evidence: enhancementUrl(row) },
      ...{
        feature: gate,
        title: gateTitle(row),
        team: sig,
        project: sig,
        flag: gate,
        maturity: previous.stage,
      },
    }),
  ];
}

function sigFacts(sig: string, occurredAt: string): Entry[] {
  const common = (kind: string) => ({
    id: `${PREFIX}:${kind}:${sig}`,
    occurredAt,
    evidence: `https://github.com/kubernetes/community/tree/master/${sig}`,
  });
  const title = sigTitle(sig);
  return [
    entry('TeamRegistered', { ...common('team'), team: sig, title }),
    entry('ProjectStarted', { ...common('project'), project: sig, title, team: sig, train: TRAIN }),
  ];
}

/** The demo, in the order of what happened. */
export function demo(): Entry[] {
  const cycles = minors();
  const start = cycles.find(({ version }) => version === JUDGED[0])?.opensAt;
  if (start === undefined) throw new Error('the first judged release has no opening');
  const frozen = (version: string) => {
    const cycle = cycles.find((one) => one.version === version);
    return cycle?.featureFreezeAt ?? start;
  };
  const all = gateRows();
  return byDate([
    ...sigs().flatMap((sig) => sigFacts(sig, start)),
    ...cycles.flatMap((minor) => minorFacts(minor, PREFIX)),
    ...patches()
      .filter(({ version }) => PATCHES.includes(version))
      .flatMap(({ version, taggedAt }) => patchFacts(version, taggedAt, PREFIX)),
    ...sigs().flatMap((sig) =>
      rowsOf(sig, all).flatMap((row) => [
        ...stageBefore(row, sig, start),
        ...shipmentFacts(row, sig, frozen(row.version)),
      ]),
    ),
  ]);
}

/** One compact JSON entry a line. */
export const asLines = (entries: readonly Entry[]) =>
  entries.map((one) => `${JSON.stringify(one)}\n`).join('');

if (process.argv[1]?.endsWith('make-demo.ts')) writeFileSync(DEMO, asLines(demo()));
