/** How releases are called on pages. */
import type { ReleaseLine } from '../model/report.ts';

export const releaseName = ({ release, version }: Pick<ReleaseLine, 'release' | 'version'>) =>
  version ?? release;

export const kindInWords = ({ kind }: Pick<ReleaseLine, 'kind'>) =>
  kind === 'unknown' ? 'kind not known' : `${kind} release`;

export const STATES: Readonly<Record<ReleaseLine['state'], string>> = {
  scheduled: 'Scheduled',
  cut: 'Cut',
  published: 'Published',
  cancelled: 'Cancelled',
  unscheduled: 'Not scheduled',
};
