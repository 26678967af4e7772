/** In which releases a feature appeared: where a project shipped it, as the evidence of its verdicts says. */
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { means, type NameSpan } from '../../kernel/model/identity.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Evidence } from '../model/verdict.ts';
import { readVerdictsOf } from './verdicts.ts';

export interface Appearance {
  readonly release: string;
  readonly train: string;
  readonly project: { readonly id: string; readonly title: string };
  /** The best that counts for it; `undefined` where nothing says. */
  readonly exposure: Evidence['exposure'];
  /** UTC instant of the newest evidence. */
  readonly at: string;
}

/** The newest releases of a train that are looked at, and projects. */
const MAX_RELEASES = 24;
const MAX_PROJECTS = 20;

/** @param spans of the feature @param until UTC instant, inclusive */
export async function readAppearances(
  table: Store,
  projects: readonly string[],
  spans: readonly NameSpan[],
  until: string,
): Promise<Appearance[]> {
  const states = await readStates(table, 'project', projects.slice(0, MAX_PROJECTS));
  const trains = distinct([...states.values()].flatMap((state) => state.trains));
  const cycles = await inParallel(trains, async (train) => {
    const { judged } = await readCalendar(table, train);
    return judged.filter((cycle) => cycle.until <= until).slice(-MAX_RELEASES);
  });
  const wanted = cycles
    .flat()
    .flatMap(({ release, train }) =>
      [...states.values()]
        .filter((state) => state.trains.includes(train))
        .map(({ project }) => ({ release, train, project })),
    );
  const trainOf = new Map(wanted.map(({ release, train }) => [release, train]));
  const verdicts = await readVerdictsOf(table, wanted);
  return verdicts
    .flatMap(({ release, project, title, evidence }) => {
      const own = evidence.filter(
        ({ feature, counts, at }) => counts && feature !== undefined && means(spans, feature, at),
      );
      const at = own
        .map((each) => each.at)
        .toSorted(compare)
        .at(-1);
      if (at === undefined) return [];
      const exposures = own.map(({ exposure }) => exposure);
      const exposure = exposures.includes('on-by-default')
        ? ('on-by-default' as const)
        : exposures.find((each) => each !== undefined);
      const train = trainOf.get(release) ?? '';
      return [{ release, train, project: { id: project, title }, exposure, at }];
    })
    .toSorted((a, b) => compare(b.at, a.at) || compare(a.release, b.release));
}
