/** The announcements of verdicts: what is to be judged, what was judged, and who is warned, flagged or cleared. */
import type { Announcement } from '../../../events/catalogue.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { derived } from '../../kernel/model/announcements.ts';
import { isFlagged, type Verdict, type VerdictWord } from './verdict.ts';
import type { Warning } from './warning.ts';

/** @param cause id of the announcement that asks for the check */
export function checkRequested(release: string, team: string, cause: string, at: string): Announcement {
  const id = derived('CheckRequested', release, team, cause);
  return { type: 'CheckRequested', detail: { version: 1, id, occurredAt: at, release, team } };
}

/** The result of judging a team's projects. */
interface Share {
  readonly judged: number;
  /** The projects that shipped nothing. */
  readonly shippedNothing: readonly string[];
}

/** Projects that an announcement names at most. */
const MAX_NAMED = 100;

export function releaseChecked(
  { release, train }: Pick<Cycle, 'release' | 'train'>,
  team: string,
  { judged, shippedNothing }: Share,
  { id: cause, occurredAt }: { readonly id: string; readonly occurredAt: string },
): Announcement {
  const id = derived('ReleaseChecked', release, team, cause);
  const counts = { judged, flagged: shippedNothing.length };
  const named = shippedNothing.slice(0, MAX_NAMED);
  return {
    type: 'ReleaseChecked',
    detail: { version: 1, id, occurredAt, release, train, team, ...counts, shippedNothing: named },
  };
}

type Judged = Pick<Verdict, 'release' | 'project' | 'team'> & Pick<Cycle, 'train'>;

/** @param count earlier announcements of this verdict: the same change made again later is another announcement */
export function verdictAnnouncement(
  { release, train, project, team }: Judged,
  was: VerdictWord | undefined,
  now: VerdictWord | undefined,
  count: number,
  at: string,
): Announcement | undefined {
  const flagged = isFlagged(now);
  if (flagged === isFlagged(was)) return undefined;
  const type = flagged ? 'ProjectFlagged' : 'ProjectCleared';
  const id = derived(type, release, project, String(count));
  const detail = { version: 1 as const, id, occurredAt: at, project, team, release, train };
  if (flagged) return { type: 'ProjectFlagged', detail };
  return { type: 'ProjectCleared', detail: { ...detail, verdict: now ?? 'not-expected' } };
}

/** @param cause id of the fact behind it, where a project can get the same warning for several */
export function projectWarned(
  { release, train, until }: Cycle,
  { project, team }: { readonly project: string; readonly team: string },
  warning: Warning | 'exemption-ended',
  at: string,
  cause = '',
): Announcement {
  const id = derived('ProjectWarned', release, project, warning, cause);
  const about = { project, team, release, train, warning, cutAt: until };
  return {
    type: 'ProjectWarned',
    detail: { version: 1, id, occurredAt: at, actor: 'system:clock', ...about },
  };
}
