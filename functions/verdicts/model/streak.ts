/** Streaks of projects, read backwards from a release, because a late fact can change any of them. */
import { hasShipped, isFlagged, type Verdict } from './verdict.ts';

type Judged = Pick<Verdict, 'project' | 'verdict'>;

interface Streaks {
  /** The projects that have not shipped since: only their earlier verdicts need to be read. */
  readonly open: ReadonlySet<string>;
  /** Takes the verdicts of the judged release before, of any projects. */
  goBack(verdicts: Iterable<Judged>): void;
  /** The streak of each project that shipped nothing, as far back as was read. */
  lengths(): ReadonlyMap<string, number>;
}

/**
 * Counts judged releases in a row, up to one release, in which a project shipped nothing. A release in which it was exempt or
 * not expected neither ends a streak nor adds to it.
 */
export function streaksOf(verdicts: readonly Judged[]): Streaks {
  const flagged = verdicts.filter(({ verdict }) => isFlagged(verdict));
  const lengths = new Map(flagged.map(({ project }) => [project, 1]));
  const open = new Set(lengths.keys());
  return {
    open,
    goBack(earlier) {
      for (const { project, verdict } of earlier) {
        if (hasShipped(verdict)) open.delete(project);
        else if (open.has(project) && isFlagged(verdict))
          lengths.set(project, (lengths.get(project) ?? 0) + 1);
      }
    },
    lengths: () => lengths,
  };
}
