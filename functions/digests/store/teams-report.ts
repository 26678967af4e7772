/** The teams as their list shows them, and gathered by product area, org or department: by lists, and not team by team. */
import * as z from 'zod';
import { rubric as rubricEntity } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { PROJECTS, TEAMS } from '../../catalog/model/lists.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { rubricAt, rubricVersions } from '../../grades/model/rubric.ts';
import { rollUp } from '../../grades/model/star.ts';
import { listedFeatures, present } from '../../grades/store/matrix.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { inList } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { Group, GroupReport, ListedTeam, TeamsReport } from '../model/group-report.ts';

const teamItem = lazy(() =>
  z.object({
    card: z.object({
      id: z.string(),
      title: z.string(),
      org: z.string().optional(),
      department: z.string().optional(),
      areas: z.array(z.string()).default([]),
      retiredAt: z.string().optional(),
    }),
  }),
);
type Card = Output<typeof teamItem>['card'];

/** Those that are not retired, by title. */
export async function readCards(table: Store): Promise<Card[]> {
  const cards = (await all(inList(table, TEAMS))).map((item) => teamItem().parse(item).card);
  return cards
    .filter(({ retiredAt }) => retiredAt === undefined)
    .toSorted((a, b) => compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.id, b.id));
}

const projectItem = lazy(() => z.object({ card: z.object({ team: z.string() }) }));

async function projectCounts(table: Store): Promise<ReadonlyMap<string, number>> {
  const cards = (await all(inList(table, PROJECTS))).map((item) => projectItem().parse(item).card);
  return counts(cards);
}

const counts = (owned: readonly { readonly team: string }[]) =>
  new Map([...Map.groupBy(owned, ({ team }) => team)].map(([team, own]) => [team, own.length]));

type Counts = ReadonlyMap<string, number>;

const rowOf = (
  { id, title, org, department, areas }: Card,
  features: Counts,
  projects: Counts,
): ListedTeam => ({
  team: id,
  title,
  ...(org === undefined ? {} : { org }),
  ...(department === undefined ? {} : { department }),
  areas,
  features: features.get(id) ?? 0,
  projects: projects.get(id) ?? 0,
});

/** Teams of one page. */
const PAGE = 100;

/** One page of the teams. @param after the first team of the page */
export async function readTeamsReport(table: Store, after: string | undefined): Promise<TeamsReport> {
  const [cards, features, projects] = await Promise.all([
    readCards(table),
    listedFeatures(table),
    projectCounts(table),
  ]);
  const from = Math.max(
    0,
    cards.findIndex(({ id }) => id === after),
  );
  const next = cards[from + PAGE]?.id;
  const ofTeams = counts(features);
  return {
    total: cards.length,
    teams: cards.slice(from, from + PAGE).map((card) => rowOf(card, ofTeams, projects)),
    orgs: distinct(cards.flatMap(({ org }) => org ?? [])).toSorted(compare),
    ...(next === undefined ? {} : { next }),
  };
}

/** The groups of a kind that a team or a feature names. */
export async function readGroups(table: Store, group: Group): Promise<string[]> {
  const cards = await readCards(table);
  if (group !== 'area') return distinct(cards.flatMap((card) => card[group] ?? [])).toSorted(compare);
  const named = (await listedFeatures(table)).flatMap(({ areas = [] }) => areas);
  return distinct([...cards.flatMap(({ areas }) => areas), ...named]).toSorted(compare);
}

/** Features of a product area that are shown; the matrix shows all. */
const MAX_FEATURES = 100;

/**
 * The teams of a group with the stars of their features; of a product area, the teams that work on it, and the features that
 * name it.
 * @returns `undefined` where nothing names the group
 */
export async function readGroup(
  table: Store,
  group: Group,
  id: string,
  now: string,
): Promise<GroupReport | undefined> {
  const [cards, listed, projects, rubrics] = await Promise.all([
    readCards(table),
    listedFeatures(table),
    projectCounts(table),
    readLedger(table, rubricEntity),
  ]);
  const members = cards.filter((card) => (group === 'area' ? card.areas.includes(id) : card[group] === id));
  const names = new Set(members.map((card) => card.id));
  const own = listed.filter(({ team, areas = [] }) =>
    group === 'area' ? areas.includes(id) : names.has(team),
  );
  if (members.length + own.length === 0) return undefined;
  const rubric = rubricAt(rubricVersions(rubrics.facts), now);
  const rows = (await present(table, own, rubric, now)).map(({ row }) => row);
  const byTeam = Map.groupBy(rows, ({ team }) => team);
  const inOrder = rows.toSorted(
    (a, b) => a.earned / (a.of || 1) - b.earned / (b.of || 1) || compare(a.title, b.title),
  );
  const features = group === 'area' ? inOrder.slice(0, MAX_FEATURES) : [];
  return {
    id,
    teams: members.map((card) => ({
      ...rowOf(card, counts(own), projects),
      stars: rollUp(byTeam.get(card.id) ?? []),
    })),
    stars: rollUp(rows),
    maturities: await byMaturity(table, rows),
    features: features.map(({ feature, title, team, maturity, earned, of }) => ({
      feature,
      title,
      team,
      ...(maturity === undefined ? {} : { maturity }),
      earned,
      of,
    })),
    featuresOmitted: group === 'area' ? inOrder.length - features.length : 0,
  };
}

/** In the order of the organisation's own levels, what is unknown last. */
async function byMaturity(
  table: Store,
  rows: readonly { readonly maturity?: string | undefined }[],
): Promise<GroupReport['maturities']> {
  const terms = (await readStates(table, 'vocabulary', ['maturity'])).get('maturity')?.terms ?? [];
  const levels = terms.map(({ term }) => term);
  const place = (maturity: string | undefined) => {
    if (maturity === undefined) return levels.length + 1;
    return levels.includes(maturity) ? levels.indexOf(maturity) : levels.length;
  };
  return [...Map.groupBy(rows, ({ maturity }) => maturity)]
    .toSorted(([a], [b]) => place(a) - place(b) || compare(a ?? '', b ?? ''))
    .map(([maturity, own]) => ({
      ...(maturity === undefined
        ? {}
        : { maturity: terms.find(({ term }) => term === maturity)?.title ?? maturity }),
      features: own.length,
    }));
}
