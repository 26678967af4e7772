/** Reading grades as they are kept, and finding those that are due to be made again. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { dueIn, entityOf, gradeKey, isGrade } from '../../kernel/store/keys.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import { type StoredGrade, storedGrade } from '../model/stored-grade.ts';

/** The grades of features, in their order; `undefined` for one that has none (yet). */
export async function readGrades(
  table: Store,
  features: readonly string[],
): Promise<(StoredGrade | undefined)[]> {
  const items = await table.get(features.map(gradeKey));
  const found = new Map(items.map(({ pk, value }) => [pk, value]));
  return features.map((feature) => {
    const value = found.get(gradeKey(feature).pk);
    return value === undefined ? undefined : storedGrade.parse(value);
  });
}

const linked = lazy(() => z.object({ pk: z.string(), sk: z.string(), linkKey: z.string() }));

/** A grade that time alone has made another. */
export interface DueGrade {
  readonly feature: string;
  /** UTC instant. */
  readonly due: string;
}

/** The grades that fell due in the month of a moment, up to another moment. */
export async function readDueGrades(table: Store, month: string, now: string): Promise<DueGrade[]> {
  const items = await all(table.list('links', dueIn(month)));
  return items.flatMap((item) => {
    const { pk, sk, linkKey: due } = linked.parse(item);
    const entity = entityOf(pk);
    return entity === undefined || !isGrade({ pk, sk }) || due > now ? [] : [{ feature: entity.id, due }];
  });
}
