/** Streaks of projects, read backwards from a release, because a late fact can change any of them. */
import { hasShipped, isFlagged, streakOf, type Verdict, type VerdictWord } from './verdict.ts';

type Judged = Pick<Verdict, 'project' | 'verdict'>;

interface Streaks {
  /** The projects that have not shipped since: only their earlier verdicts need to be read. */
  readonly open: ReadonlySet<string>;
  /** Takes the verdicts of the judged release before, of any projects. */
  goBack(verdicts: Iterable<Judged>): void;
  /** The streak of each project that shipped nothing, as far back as was read. */
  lengths(): ReadonlyMap<string, number>;
}

/** @param verdicts those of one release; the streak of each project that shipped nothing in it is found */
export function streaksOf(verdicts: readonly Judged[]): Streaks {
  const silent = verdicts.filter(({ verdict }) => isFlagged(verdict));
  const histories = new Map<string, VerdictWord[]>(
    silent.map(({ project, verdict }) => [project, [verdict]]),
  );
  const open = new Set(histories.keys());
  return {
    open,
    goBack(earlier) {
      for (const { project, verdict } of earlier) {
        if (!open.has(project)) continue;
        histories.get(project)?.unshift(verdict);
        if (hasShipped(verdict)) open.delete(project);
      }
    },
    lengths: () => new Map([...histories].map(([project, history]) => [project, streakOf(history)])),
  };
}
