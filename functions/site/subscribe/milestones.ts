/** The milestones of a release as events of a calendar, each under an id that stays when its date changes. */
import { expectedCut, type ReleaseState } from '../../catalog/model/release.ts';
import type { ReleaseHistory } from './histories.ts';

export interface Milestone {
  /** Of the release and the milestone. */
  readonly uid: string;
  /** Grows with each thing that was said of when the release is, in whatever order it was learned. */
  readonly sequence: number;
  /** When something was last said of when it is, UTC. */
  readonly saidAt: string;
  readonly release: string;
  readonly title: string;
  /** UTC instant. */
  readonly at: string;
  readonly isCancelled: boolean;
  readonly about: string;
}

/** Facts that can move a milestone. */
const DATING: ReadonlySet<string> = new Set([
  'ReleaseScheduled',
  'ReleaseCut',
  'ReleasePublished',
  'ReleaseDated',
  'ReleaseCancelled',
]);

export function milestonesOf({ train, state, facts }: ReleaseHistory): Milestone[] {
  const { release, cancelledAt } = state;
  const dating = facts.filter(({ type }) => DATING.has(type));
  const isCancelled = cancelledAt !== undefined;
  return datesOf(state).flatMap(({ key, word, at, isPlanned }) => {
    if (at === undefined) return [];
    return {
      uid: `${encodeURIComponent(release.toWellFormed())}/${key}@shipshape`,
      sequence: Math.max(0, dating.length - 1),
      saidAt: dating.at(-1)?.detail.occurredAt ?? at,
      release,
      title: `${titleOf(train, state)}: ${word}${isCancelled ? ' (cancelled)' : ''}`,
      at,
      isCancelled,
      about: isCancelled ? skipped(state) : isPlanned ? 'As planned.' : 'As it happened.',
    };
  });
}

const skipped = ({ cancelledReason }: ReleaseState) =>
  `Skipped: ${cancelledReason ?? 'cancelled, and nobody said why'}`;

/** Most releases that state no version are named after their train. */
export function titleOf(train: string, { release, version }: ReleaseState): string {
  if (version !== undefined) return `${train} ${version}`;
  return release.startsWith(train) ? release : `${train} ${release}`;
}

function datesOf(state: ReleaseState) {
  const { opensAt, featureFreezeAt, cutAt, publishedAt, releaseAt } = state;
  return [
    { key: 'opens', word: 'opens', at: opensAt, isPlanned: true },
    { key: 'feature-freeze', word: 'feature freeze', at: featureFreezeAt, isPlanned: true },
    { key: 'cut', word: 'cut', at: expectedCut(state), isPlanned: cutAt === undefined },
    { key: 'release', word: 'release', at: publishedAt ?? releaseAt, isPlanned: publishedAt === undefined },
  ];
}
