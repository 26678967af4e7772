/** The announcements of verdicts: what is to be judged, what was judged, and who is warned, flagged or cleared. */
import type { Announcement } from '../../../events/catalogue.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { derived } from '../../kernel/model/announcements.ts';
import { isFlagged, type VerdictWord } from './verdict.ts';
import type { Warning } from './warning.ts';

/** @param cause id of the announcement that asks for the check */
export function checkRequested(release: string, team: string, cause: string, at: string): Announcement {
  const id = derived('CheckRequested', release, team, cause);
  return { type: 'CheckRequested', detail: { version: 1, id, occurredAt: at, release, team } };
}

/** The result of judging a team's projects. */
interface Share {
  readonly judged: number;
  readonly flagged: number;
  /** The projects that shipped nothing. */
  readonly shippedNothing: readonly string[];
}

/** Projects that an announcement names at most. */
const MAX_NAMED = 100;

export function releaseChecked(
  cycle: Pick<Cycle, 'release' | 'train'>,
  team: string,
  { judged, flagged, shippedNothing }: Share,
  cause: { readonly id: string; readonly occurredAt: string },
): Announcement {
  return {
    type: 'ReleaseChecked',
    detail: {
      version: 1,
      id: derived('ReleaseChecked', cycle.release, team, cause.id),
      occurredAt: cause.occurredAt,
      release: cycle.release,
      train: cycle.train,
      team,
      judged,
      flagged,
      shippedNothing: shippedNothing.slice(0, MAX_NAMED),
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
 * Announces that a project is flagged or cleared, where a changed verdict makes it so.
 * @param was the verdict last announced
 * @param count earlier announcements of this verdict: the same change made again later is another announcement
 */
export function verdictAnnouncement(
  judged: Judged,
  was: VerdictWord | undefined,
  now: VerdictWord | undefined,
  count: number,
  at: string,
): Announcement | undefined {
  const flagged = isFlagged(now);
  if (flagged === isFlagged(was)) return undefined;
  const type = flagged ? 'ProjectFlagged' : 'ProjectCleared';
  const id = derived(type, judged.release, judged.project, String(count));
  const { project, team, release, train } = judged;
  const detail = { version: 1 as const, id, occurredAt: at, project, team, release, train };
  if (flagged) return { type: 'ProjectFlagged', detail };
  return { type: 'ProjectCleared', detail: { ...detail, verdict: now ?? 'not-expected' } };
}

const clock = 'system:clock';

/**
 * Warns a project before a cut, or when its exemption ended.
 * @param cause id of the fact behind it, where a project can get the same warning for several
 */
export function projectWarned(
  { release, train, until }: Cycle,
  { project, team }: { readonly project: string; readonly team: string },
  warning: Warning | 'exemption-ended',
  at: string,
  cause = '',
): Announcement {
  const id = derived('ProjectWarned', release, project, warning, cause);
  return {
    type: 'ProjectWarned',
    detail: {
      version: 1,
      id,
      occurredAt: at,
      actor: clock,
      project,
      team,
      release,
      train,
      warning,
      cutAt: until,
    },
  };
}
