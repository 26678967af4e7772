/** Words for what reports of releases say in codes: verdicts, states, evidence, and why nothing is judged. Pure. */
import { dayAndTime, plural } from '../../site/look/words.ts';
import type { ProjectReport, ReleaseLine, ReleaseReport } from '../model/report.ts';
import type { Evidence, Timing, VerdictWord } from '../model/verdict.ts';

/** In the order in which a release page shows them: what may need a look comes first. */
const VERDICTS: readonly {
  readonly verdict: VerdictWord;
  readonly label: string;
  readonly about: string;
}[] = [
  {
    verdict: 'shipped-nothing',
    label: 'Shipped nothing',
    about: 'No work that counts reached this release.',
  },
  { verdict: 'shipped-off', label: 'Shipped behind a flag', about: 'Merged, and off by default at the cut.' },
  { verdict: 'shipped-on', label: 'Shipped on by default', about: 'Reached users with this release.' },
  { verdict: 'exempt', label: 'Exempt', about: 'Agreed beforehand that nothing was due.' },
  { verdict: 'not-expected', label: 'Not expected', about: 'Not expected to ship in this release.' },
];

export const releaseName = ({ release, version }: Pick<ReleaseLine, 'release' | 'version'>) =>
  version ?? release;

export const kindInWords = ({ kind }: Pick<ReleaseLine, 'kind'>) =>
  kind === 'unknown' ? 'kind not known' : `${kind} release`;

export const STATES: Readonly<Record<ReleaseLine['state'], string>> = {
  scheduled: 'Scheduled',
  cut: 'Cut',
  published: 'Published',
  cancelled: 'Cancelled',
};

/** How many projects have each verdict, in the order of `VERDICTS`. */
export function tally(projects: readonly ProjectReport[]) {
  return VERDICTS.map((words) => ({
    ...words,
    projects: projects.filter(({ verdict }) => verdict === words.verdict),
  }));
}

/** `3 shipped nothing, 2 shipped behind a flag` */
export const tallyInWords = (projects: readonly ProjectReport[]) =>
  tally(projects)
    .filter((group) => group.projects.length > 0)
    .map(({ label, projects: { length } }) => `${length} ${label.toLowerCase()}`)
    .join(', ');

/** `3 of 7 changes before mid-cycle, 1 after the freeze`; nothing when no milestone is known. */
export function timingInWords({ changes, beforeMidCycle, afterFreeze }: Timing): string | undefined {
  if (changes === 0 || (beforeMidCycle === undefined && afterFreeze === undefined)) return undefined;
  const all = plural(changes, 'change');
  if (beforeMidCycle === undefined) return `${afterFreeze} of ${all} after the freeze`;
  const late = afterFreeze === undefined ? '' : `, ${afterFreeze} after the freeze`;
  return `${beforeMidCycle} of ${all} before mid-cycle${late}`;
}

/** Why a release has no verdicts (yet). */
export function unjudgedBecause({ state, counts, kind, cutAt }: ReleaseReport): string {
  if (state === 'cancelled') return 'This release was cancelled, so nothing is judged.';
  if (!counts && kind === 'unknown')
    return 'Nobody has said what kind of release this is, so it is not judged.';
  if (!counts) return `Releases of kind “${kind}” are not judged.`;
  if (state !== 'scheduled') return 'No project has a verdict in this release.';
  const planned = cutAt ? `The cut is planned for ${dayAndTime(cutAt)}.` : 'No date is planned for the cut.';
  return `Not cut yet. ${planned} Each project gets its verdict at the cut.`;
}

export const EVIDENCE: Readonly<Record<Evidence['kind'], string>> = {
  change: 'Change',
  shipment: 'Declared shipment',
  flag: 'Feature flag',
  exemption: 'Exemption',
};

/** How users are reached, and how the feature flag stood where the reason does not already say it. */
export function reachInWords({ exposure, flag, flagDefault, because }: Evidence): string[] {
  const words =
    exposure === undefined ? [] : [exposure === 'on-by-default' ? 'on by default' : 'off by default'];
  if (flag === undefined || because.includes(flag)) return words;
  const stood = { on: 'on at the cut', off: 'off at the cut', unknown: 'default not known' };
  return [...words, `feature flag ${flag}${flagDefault ? `: ${stood[flagDefault]}` : ''}`];
}
