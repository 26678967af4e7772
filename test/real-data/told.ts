/** The verdicts of a list of entries by a short computation of its own: the best exposure of each project in each window. */
import type { Entry } from './entry.ts';

interface Window {
  readonly release: string;
  readonly after: number;
  readonly until: number;
}

const at = (one: Entry) => Date.parse(one.detail.occurredAt);

/** The windows of the minor releases, from the second on: (cut before, cut]. */
export function windowsOf(entries: readonly Entry[]): Window[] {
  const minor = new Set(
    entries.flatMap(({ detail }) => (detail.kind === 'minor' ? String(detail.release) : [])),
  );
  const cuts = entries
    .filter((one) => one['detail-type'] === 'ReleaseCut' && minor.has(String(one.detail.release)))
    .toSorted((a, b) => at(a) - at(b));
  return cuts.slice(1).map((cut, place) => {
    const before = cuts[place];
    return { release: String(cut.detail.release), after: before ? at(before) : Number.NaN, until: at(cut) };
  });
}

/** By release, by project: shipped-on, shipped-off or shipped-nothing. */
export function verdictsOf(entries: readonly Entry[]): Map<string, Map<string, string>> {
  const projects = detailsOf(entries, 'ProjectStarted').map(({ detail }) => String(detail.project));
  return new Map(
    windowsOf(entries).map((window) => [
      window.release,
      new Map(projects.map((project) => [project, bestOf(entries, project, window)])),
    ]),
  );
}

const detailsOf = (entries: readonly Entry[], type: Entry['detail-type']) =>
  entries.filter((one) => one['detail-type'] === type);

function bestOf(entries: readonly Entry[], project: string, { release, after, until }: Window): string {
  const own = entries.filter(({ detail }) => detail.project === project);
  const flags = new Set(detailsOf(own, 'FeatureRegistered').map(({ detail }) => detail.flag));
  const declared = detailsOf(own, 'FeatureShipped').filter(({ detail }) => detail.release === release);
  const merged = detailsOf(own, 'ChangeMerged').filter((one) => at(one) > after && at(one) <= until);
  const isOn = (flag: unknown, moment: number) =>
    detailsOf(entries, 'FeatureFlagChanged')
      .filter((one) => one.detail.flag === flag && at(one) <= moment)
      .at(-1)?.detail.enabledByDefault === true;
  const on =
    declared.some(({ detail }) => detail.exposure === 'on-by-default') ||
    merged.some(({ detail }) => isOn(detail.flag, until)) ||
    [...flags].some((flag) => isOn(flag, until) && !isOn(flag, after));
  if (on) return 'shipped-on';
  return declared.length + merged.length > 0 ? 'shipped-off' : 'shipped-nothing';
}
