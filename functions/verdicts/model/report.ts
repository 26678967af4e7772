/** Reports of releases: the shapes that pages, the JSON API and the command share. */
import { publicView } from '../../../events/visibility.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { type Verdict, verdict } from './verdict.ts';

/** One release in the list of its train. Moments are UTC instants (RFC 3339 with milliseconds). */
export interface ReleaseLine
  extends Pick<ReleaseState, 'release' | 'version' | 'opensAt' | 'featureFreezeAt' | 'publishedAt'> {
  readonly train: string;
  readonly kind: string;
  /** Whether releases of this kind are judged; patches are not. */
  readonly counts: boolean;
  readonly state: 'scheduled' | 'cut' | 'published' | 'cancelled' | 'unscheduled';
  /** Of one that waits, because only a tag or a release at a sender tells of it and its train has a schedule. */
  readonly unscheduled?: Unscheduled | undefined;
  /** Why it will not happen, where somebody said so. */
  readonly cancelledReason?: string | undefined;
  /** The cut itself, or before it the planned one. */
  readonly cutAt?: string | undefined;
}

/** Why a release waits, and the lines of `releases.yml` that plan it. */
export interface Unscheduled {
  readonly because: string;
  readonly solution: string;
}

export interface TrainReport {
  readonly train: string;
  /** Newest first, by date and never by version number. */
  readonly releases: readonly ReleaseLine[];
  /** Those that nobody planned. They are not judged. Newest first. */
  readonly unscheduled: readonly ReleaseLine[];
  /** What is wrong with the train as a whole. */
  readonly remark?: string | undefined;
}

export interface ProjectReport extends Omit<Verdict, 'release'> {
  /** Judged releases in a row, up to this one, in which the project shipped nothing; 0 when it shipped. */
  readonly streak: number;
}

export interface ReleaseReport extends ReleaseLine {
  /** The release before it on the train that counts, and the window (after, until] in which work counted. */
  readonly predecessor?: string | undefined;
  readonly window?: { readonly after?: string | undefined; readonly until: string } | undefined;
  /** By project id; empty while the release is not judged. */
  readonly projects: readonly ProjectReport[];
  /** Where a judged release has no verdict at all: the projects of its train that started after its cut. */
  readonly startLater?: readonly LateStart[] | undefined;
}

/** A project that has no verdict in a release because it started after its cut. */
export interface LateStart {
  readonly project: string;
  readonly title: string;
  /** UTC instant. */
  readonly startedAt: string;
}

/** Projects that are named where a release judges nobody. */
const MAX_NAMED = 3;

/** Why a judged release has no verdict, and what to do about it. */
export function judgesNobody({
  train,
  cutAt = '',
  startLater = [],
}: Pick<ReleaseReport, 'train' | 'cutAt' | 'startLater'>): string {
  const [first] = startLater;
  if (first === undefined)
    return `No project was at work on the train ${train} at its cut, so nobody is judged.`;
  const named = startLater
    .slice(0, MAX_NAMED)
    .map(({ project, startedAt }) => `${project} on ${startedAt.slice(0, 10)}`);
  const left = startLater.length - named.length;
  const others = left > 0 ? `, and ${left} more` : '';
  return (
    `Every project of the train ${train} starts after its cut on ${cutAt.slice(0, 10)}, so nobody is judged: ` +
    `${named.join(', ')}${others}. If the work began earlier, say so with startedAt in projects.yml.`
  );
}

/** An entity that facts mention and nobody has registered yet, and what it therefore lacks. */
export interface Unregistered {
  readonly entity: string;
  readonly id: string;
  readonly reason: string;
}

/** The same for everybody. */
export const publicRelease = (report: ReleaseReport): ReleaseReport => ({
  ...report,
  projects: report.projects.map(({ streak, ...rest }) => ({
    ...publicView(verdict().omit({ release: true }), rest),
    streak,
  })),
});
