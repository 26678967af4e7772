/** What people are shown of derived values that could not be computed, or are too large to be stored whole. */

import { isCalendar, isGrade, isRoster, isWindow, projectOfVerdict } from '../keys.ts';
import { entityOf } from '../ledger/keys.ts';
import type { Key, Store } from '../store/store.ts';
import { cuts } from './cuts.ts';
import { failures } from './failures.ts';

/** A derived value that could not be computed and is tried again every hour, or that is too large to be stored whole. */
export type Trouble =
  | { readonly kind: 'failed'; readonly what: string; readonly at: string }
  | {
      readonly kind: 'cut';
      readonly what: string;
      /** By field: how many entries or characters are left out. */
      readonly omitted: readonly { readonly of: string; readonly count: number }[];
    };

/** What an error says can quote what is for people inside only; it is in the log, and here is only whose value it is. */
export async function readTroubles(table: Store): Promise<Trouble[]> {
  const [failed, cut] = await Promise.all([failures(table), cuts(table)]);
  return [
    ...failed.map(({ key, at }): Trouble => ({ kind: 'failed', what: whatOf(key), at })),
    ...cut.map(
      ({ key, omitted }): Trouble => ({
        kind: 'cut',
        what: whatOf(key),
        omitted: Object.entries(omitted).map(([of, count]) => ({ of, count })),
      }),
    ),
  ];
}

/** `the verdict of project search in release 5.4` */
function whatOf(key: Key): string {
  const entity = entityOf(key.pk);
  if (entity === undefined) return key.pk;
  const { kind, id } = entity;
  const project = projectOfVerdict(key);
  if (project !== undefined) return `the verdict of project ${project} in release ${id}`;
  if (isGrade(key)) return `the grade of feature ${id}`;
  if (isWindow(key)) return `the window of release ${id}`;
  if (isCalendar(key)) return `the calendar of train ${id}`;
  return isRoster(key) ? `the verdicts of project ${id}` : `the state of ${kind} ${id}`;
}
