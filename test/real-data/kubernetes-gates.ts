/** The feature gates of Kubernetes as rows in order: who owns each, what it was before, and when the row happened. */
import { JUDGED, type Minor, minors } from './kubernetes-calendar.ts';
import { type Enhancement, type Gate, kubernetesData } from './shared-data.ts';

/** One version of one gate. */
export interface GateRow extends Gate {
  /** The SIGs of every enhancement that names the gate; none when no enhancement does. */
  readonly owners: readonly string[];
  /** The first enhancement that names it. */
  readonly enhancement: Enhancement | undefined;
  /** The stages and defaults before this row; absent for the gate's first row. */
  readonly previous: Gate | undefined;
  /** A moment inside the window of its release or, before 1.28, ahead of 1.27's cut. */
  readonly at: string;
}

/** A SIG of the data, such as sig-api-machinery. */
export const sigs = (): string[] => [...new Set(kubernetesData.enhancements().map(({ sig }) => sig))].sort();

const SPELLED: Readonly<Record<string, string>> = { sig: 'SIG', api: 'API' };

export const sigTitle = (sig: string): string =>
  sig
    .split('-')
    .map((word) => SPELLED[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ');

/** What a gate is called: its enhancement's title, with its own name where the enhancement has several gates. */
export const gateTitle = ({ gate, enhancement }: GateRow): string => {
  if (enhancement === undefined) return gate;
  return enhancement.gates.length === 1 ? enhancement.title : `${enhancement.title}: ${gate}`;
};

export const enhancementUrl = (row: GateRow): string | undefined =>
  row.enhancement && `https://github.com/kubernetes/enhancements/issues/${row.enhancement.kep}`;

export const isJudged = (version: string): boolean => JUDGED.some((judged) => judged === version);

const minorOf = (version: string) => Number(version.replace('<=', '').split('.')[1]);
const DAY = 86_400_000;

/**
 * The sources say in which release a row took effect, not the day. Rows of a judged release are spread evenly over its
 * cycle, from its opening to its freeze; 1.27's stand ahead of its cut, and those before it one day a version in 2022.
 */
function momentIn(version: string, place: number, cycles: ReadonlyMap<string, Minor>): string {
  const cycle = cycles.get(version);
  if (cycle?.opensAt !== undefined && cycle.featureFreezeAt !== undefined) {
    const from = Date.parse(cycle.opensAt);
    const moment = from + place * (Date.parse(cycle.featureFreezeAt) - from);
    return new Date(Math.floor(moment / 1000) * 1000).toISOString();
  }
  if (version === '1.27') return '2023-03-01T00:00:00.000Z';
  return new Date(Date.parse('2022-01-01T00:00:00Z') + minorOf(version) * DAY).toISOString();
}

/** Every row of every gate; the rows of one gate in the order of their versions. */
export function gateRows(): GateRow[] {
  const enhancements = kubernetesData.enhancements();
  const cycles = new Map(minors().map((minor) => [minor.version, minor]));
  const all = kubernetesData.gates();
  const last = new Map<string, Gate>();
  const seen = new Map<string, number>();
  const count = (version: string) => all.filter((row) => row.version === version).length;
  return all
    .toSorted((a, b) => minorOf(a.version) - minorOf(b.version))
    .map((row) => {
      const naming = enhancements.filter(({ gates }) => gates.includes(row.gate));
      const place = (seen.get(row.version) ?? 0) + 1;
      const previous = last.get(row.gate);
      seen.set(row.version, place);
      last.set(row.gate, row);
      return {
        ...row,
        owners: [...new Set(naming.map(({ sig }) => sig))].sort(),
        enhancement: naming[0],
        previous,
        at: momentIn(row.version, place / (count(row.version) + 1), cycles),
      };
    });
}
