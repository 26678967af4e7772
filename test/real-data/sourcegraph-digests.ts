/** Which digests there have to be of Sourcegraph's history, and what they may name, by its files alone. */
import type { Period } from '../../functions/kernel/model/period.ts';
import { type Snapshot, snapshots } from './handbook-history.ts';
import { monthsBetween } from './months.ts';

export const MONTHS = monthsBetween('2021-11', '2024-08');

/** What the files held when a month ended. */
export function asOfEndOf({ until }: Pick<Period, 'until'>): Snapshot {
  const last = snapshots().findLast(({ at }) => at < until);
  if (last === undefined) throw new TypeError(`There is no commit before ${until}.`);
  return last;
}

/** `team:search 2024-03`: one for every team that the files had when the month ended, and one for all of them. */
export const expectedDigests = (months: readonly Period[]): string[] =>
  months.flatMap((month) =>
    [...asOfEndOf(month).teams.keys()]
      .map((team) => `team:${team} ${month.name}`)
      .concat(`all ${month.name}`),
  );

/** The months within which no commit changed features.yml. */
export const withoutChange = (months: readonly Period[]): Period[] =>
  months.filter(
    ({ from, until }) =>
      !snapshots().some(({ at, changesFeatures }) => changesFeatures && at >= from && at < until),
  );

/** Ids of the features and teams that the files had when a month ended. */
export function presentIn(month: Period): Set<string> {
  const { features, teams } = asOfEndOf(month);
  return new Set([
    ...[...features.keys()].map((feature) => `feature:${feature}`),
    ...[...teams.keys()].map((team) => `team:${team}`),
  ]);
}
