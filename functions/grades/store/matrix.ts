/** The matrix: features by stars, now from the stored grades, or as of an earlier moment from the ledgers. */
import * as z from 'zod';
import { feature as featureEntity, rubric as rubricEntity } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { foldFeature } from '../../catalog/model/feature.ts';
import { FEATURES } from '../../catalog/model/lists.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { gradeKey, ownedBy } from '../../kernel/store/keys.ts';
import { inList, listPage } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import { gradeOf, ruleOnFactsFor } from '../model/grade.ts';
import type { MatrixPage, MatrixRequest, MatrixRow } from '../model/report.ts';
import { type Rubric, rubricAt, rubricVersions } from '../model/rubric.ts';
import { type Reading, readStored, type StoredGrade, storable, storedGrade } from '../model/stored-grade.ts';

/** Features of a page: their ledgers or grades are read together. */
const PAGE = 200;

const listed = lazy(() =>
  z.object({
    listKey: z.string(),
    card: z.object({
      id: z.string(),
      title: z.string(),
      team: z.string(),
      maturity: z.string().optional(),
      project: z.string().optional(),
      areas: z.array(z.string()).optional(),
      retiredAt: z.string().optional(),
    }),
  }),
);
type ListItem = Output<typeof listed>['card'];

/** One page of the matrix, without retired features. Features are listed by their present team and name. */
export async function readMatrix(
  table: Store,
  { team, asOf, after, now }: MatrixRequest & { readonly now: string },
): Promise<MatrixPage> {
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  const at = asOf ?? now;
  const rubric = rubricAt(versions, at);
  // For an earlier moment every feature is read, because it can have been another team's then.
  const prefix = team === undefined || asOf !== undefined ? undefined : ownedBy(team);
  const { items, isLast } = await listPage(table, FEATURES, PAGE, { prefix, after });
  const page = items.map((item) => listed.parse(item));
  const cards = page.map(({ card }) => card);
  const found =
    asOf === undefined ? await present(table, cards, rubric, at) : await past(table, cards, versions, asOf);
  const rows = found.map(({ row }) => row);
  return {
    at,
    rubricVersion: rubric?.version,
    columns: (rubric?.categories ?? []).map(({ category, title, team }) => ({ category, title, team })),
    rows: rows.filter((row) => team === undefined || row.team === team),
    next: isLast ? undefined : page.at(-1)?.listKey,
  };
}

/** Listed features with the stars that are stored of them, but for those that are retired. */
export async function present<
  Card extends Pick<ListItem, 'id' | 'title' | 'team' | 'maturity' | 'retiredAt'>,
>(
  table: Store,
  cards: readonly Card[],
  rubric: Rubric | undefined,
  at: string,
): Promise<{ card: Card; row: MatrixRow }[]> {
  const living = cards.filter(({ retiredAt }) => retiredAt === undefined);
  const ids = living.map(({ id }) => id);
  const grades = await readGrades(table, ids);
  return living.map((card) => {
    const stored = grades.get(card.id);
    return { card, row: rowOf(card, rubric, stored && readStored(stored, at)) };
  });
}

/** Features as they were, their own data too. Those that were not registered yet, or retired, are left out. */
export async function past(
  table: Store,
  cards: readonly { readonly id: string }[],
  versions: readonly Rubric[],
  at: string,
): Promise<{ card: ListItem; row: MatrixRow }[]> {
  const ruleOnFacts = await ruleOnFactsFor(versions);
  const rows = await inParallel(cards, async ({ id }) => {
    const { facts, names } = await readLedger(table, featureEntity(id));
    // The index can still list a former name.
    if (names.name !== id) return [];
    const then = facts.filter(({ detail }) => detail.occurredAt <= at);
    const { registered, title = id, team = '', maturity, project, areas, retiredAt } = foldFeature(id, then);
    if (!registered || retiredAt !== undefined) return [];
    const grade = gradeOf({ feature: id, facts: then, versions, ruleOnFacts }, at);
    const card = { id, title, team, maturity, project, areas };
    return [{ card, row: rowOf(card, rubricAt(versions, at), grade && readStored(storable(grade), at)) }];
  });
  return rows.flat();
}

/** Stars are unknown where the feature was not graded under this rubric yet. */
function rowOf(
  { id, title, team, maturity }: Omit<ListItem, 'retiredAt'>,
  rubric: Rubric | undefined,
  reading: Reading | undefined,
): MatrixRow {
  const stars = new Map((reading?.stars ?? []).map((star) => [star.category, star]));
  const columns = (rubric?.categories ?? []).map(
    ({ category }) =>
      stars.get(category) ?? { category, word: 'unknown' as const, isExpired: false, counts: false },
  );
  const { earned = 0, of = 0 } = reading ?? {};
  return { feature: id, title, team, maturity, earned, of, stars: columns };
}

/** All features that are listed, by team and name: from the index alone, which is small and read at once. */
export async function listedFeatures(table: Store): Promise<ListItem[]> {
  const items = await all(inList(table, FEATURES));
  return items.map((item) => listed.parse(item).card).filter(({ retiredAt }) => retiredAt === undefined);
}

/** The grades of features that have one (yet). */
export async function readGrades(
  table: Store,
  features: readonly string[],
): Promise<ReadonlyMap<string, StoredGrade>> {
  const items = await table.get(features.map(gradeKey));
  const found = new Map(items.map(({ pk, value }) => [pk, value]));
  return new Map(
    features.flatMap((feature) => {
      const value = found.get(gradeKey(feature).pk);
      return value === undefined ? [] : [[feature, storedGrade.parse(value)] as const];
    }),
  );
}
