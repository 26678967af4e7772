/** The last verdict of a project, with its streak. */
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import type { Store } from '../../kernel/store/store.ts';
import { streaksOf } from '../model/streak.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { readVerdictsOf } from './verdicts.ts';

export interface LastVerdict {
  readonly release: string;
  readonly verdict: VerdictWord;
  /** Judged releases in a row in which it shipped nothing, up to {@link MAX_RELEASES}. */
  readonly streak: number;
}

/** As far back as is looked. */
const MAX_RELEASES = 24;

/** @returns `undefined` where the project was never judged on the train that it is on */
export async function readLastVerdict(table: Store, project: string): Promise<LastVerdict | undefined> {
  const train = (await readStates(table, 'project', [project])).get(project)?.train;
  if (train === undefined) return undefined;
  const { judged } = await readCalendar(table, train);
  const newest = judged.slice(-MAX_RELEASES).reverse();
  const [last, ...earlier] = await readVerdictsOf(
    table,
    newest.map(({ release }) => ({ release, project })),
  );
  if (last === undefined) return undefined;
  const streaks = streaksOf([last]);
  for (const each of earlier) streaks.goBack([each]);
  return { release: last.release, verdict: last.verdict, streak: streaks.lengths().get(project) ?? 0 };
}
