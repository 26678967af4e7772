/** What Shipshape says of verdicts: who is asked to judge, what was judged, and who is flagged or no longer is. */
import type { Announcement } from '../../events/catalogue.ts';
import { derived } from './announcements.ts';
import type { Cycle } from './calendar.ts';
import type { Verdict, VerdictWord } from './verdict.ts';

/** @param cause id of the announcement that asks for the check */
export function checkRequested(release: string, team: string, cause: string, at: string): Announcement {
  const id = derived('CheckRequested', release, team, cause);
  return { type: 'CheckRequested', detail: { version: 1, id, occurredAt: at, release, team } };
}

export function releaseChecked(
  cycle: Pick<Cycle, 'release' | 'train'>,
  team: string,
  verdicts: readonly Verdict[],
  cause: { readonly id: string; readonly occurredAt: string },
): Announcement {
  const nothing = verdicts
    .filter(({ verdict }) => verdict === 'shipped-nothing')
    .map(({ project }) => project);
  return {
    type: 'ReleaseChecked',
    detail: {
      version: 1,
      id: derived('ReleaseChecked', cycle.release, team, cause.id),
      occurredAt: cause.occurredAt,
      release: cycle.release,
      train: cycle.train,
      team,
      judged: verdicts.length,
      flagged: nothing.length,
      shippedNothing: nothing.slice(0, 100),
    },
  };
}

interface Judged {
  readonly release: string;
  readonly train: string;
  readonly project: string;
  readonly team: string;
}

/**
 * What changes for people when a verdict does: a project is flagged, or it no longer is.
 * @param was the verdict last announced
 * @param revision of the stored verdict: the same change later is another announcement
 */
export function verdictAnnouncement(
  judged: Judged,
  was: VerdictWord | undefined,
  now: VerdictWord | undefined,
  revision: number,
  at: string,
): Announcement | undefined {
  const flagged = now === 'shipped-nothing';
  if (flagged === (was === 'shipped-nothing')) return undefined;
  const type = flagged ? 'ProjectFlagged' : 'ProjectCleared';
  const id = derived(type, judged.release, judged.project, String(revision));
  const { project, team, release, train } = judged;
  const detail = { version: 1 as const, id, occurredAt: at, project, team, release, train };
  if (flagged) return { type: 'ProjectFlagged', detail };
  return { type: 'ProjectCleared', detail: { ...detail, verdict: now ?? 'not-expected' } };
}
