/** What pages say of a release: its name, kind and state, and why nothing is judged in it. */
import { dayAndTime } from '../../site/look/words.ts';
import type { ReleaseLine, ReleaseReport } from '../model/report.ts';

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

/** Why a release has no verdicts. */
export function unjudgedBecause({ state, cancelledReason, counts, kind, cutAt }: ReleaseReport): string {
  if (state === 'cancelled')
    return `This release was cancelled${cancelledReason === undefined ? '' : ` (${cancelledReason})`}, so nothing is judged.`;
  if (!counts && kind === 'unknown')
    return 'Nobody has said what kind of release this is, so it is not judged.';
  if (!counts) return `Releases of kind “${kind}” are not judged.`;
  if (state !== 'scheduled') return 'No project has a verdict in this release.';
  const planned = cutAt ? `The cut is planned for ${dayAndTime(cutAt)}.` : 'No date is planned for the cut.';
  return `Not cut yet. ${planned} Each project gets its verdict at the cut.`;
}
