/** Reads the features that a matrix or a list is asked for, with their stars, and what can be asked for. */
import * as z from 'zod';
import { rubric as rubricEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { nearest } from '../../../events/nearest.ts';
import { TEAMS } from '../../catalog/model/lists.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readMembers, readTrains } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inList } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { FeaturesView } from '../model/matrix-view.ts';
import { type Rubric, rubricAt, rubricVersions } from '../model/rubric.ts';
import {
  type Filter,
  fits,
  type Listed,
  lacks,
  needsStars,
  type OnTrain,
  type Place,
  pageOf,
  placeIn,
  type Sort,
  type Starred,
} from '../model/selection.ts';
import { listedFeatures, past, present } from './matrix.ts';

export interface SelectionRequest extends Filter {
  readonly sort: Sort;
  /** @default now */
  readonly asOf?: string | undefined;
  /** The place where the page before ended. */
  readonly after?: Place | undefined;
  readonly now: string;
}

export interface Selection {
  readonly at: string;
  readonly rubric: Rubric | undefined;
  readonly features: readonly Starred[];
  /** `undefined` where only the features of this page were looked at. */
  readonly total: number | undefined;
  readonly before: number;
  readonly next: Place | undefined;
  readonly choices: FeaturesView['choices'];
  readonly meant: FeaturesView['meant'];
}

/** Features of one page. */
export const PAGE = 1000;

export async function readSelection(table: Store, asked: SelectionRequest): Promise<Selection> {
  const { asOf, now, train } = asked;
  const [listed, rubrics, choices, onTrain] = await Promise.all([
    listedFeatures(table),
    readLedger(table, rubricEntity),
    readChoices(table),
    train === undefined ? undefined : readOnTrain(table, train),
  ]);
  const versions = rubricVersions(rubrics.facts);
  const at = asOf ?? now;
  const rubric = rubricAt(versions, at);
  const found = { ...choices, ...choicesIn(listed, choices, rubric) };
  const place = placeIn(
    asked.sort,
    found.maturities.map(({ id }) => id),
  );
  const around = { table, asked, listed, isAsked: fits(asked, onTrain), place, at };
  const page =
    asOf === undefined ? await selectPresent(around, rubric) : await selectPast(around, versions, asOf);
  const meant = page.features.length > 0 ? undefined : whatWasMeant(asked, listed, found);
  return { at, rubric, ...page, choices: found, meant: meant ?? null };
}

interface Selecting {
  readonly table: Store;
  readonly asked: SelectionRequest;
  readonly listed: readonly Listed[];
  isAsked(card: Listed): boolean;
  readonly place: ReturnType<typeof placeIn>;
  readonly at: string;
}

type Selected = Pick<Selection, 'features' | 'total' | 'before' | 'next'>;

/** Stars are read of the features of the page alone, unless all of them decide which features those are. */
async function selectPresent(
  { table, asked, listed, isAsked, place, at }: Selecting,
  rubric: Rubric | undefined,
): Promise<Selected> {
  const { sort, missing, after } = asked;
  const fitting = listed.filter(isAsked);
  if (missing === undefined && !needsStars(sort)) {
    const placeOf = (card: Listed) => place(card, { earned: 0, of: 0 });
    const { items, before, isLast } = pageOf(fitting, placeOf, after, PAGE);
    const last = items.at(-1);
    const next = isLast || last === undefined ? undefined : placeOf(last);
    return { features: await present(table, items, rubric, at), total: fitting.length, before, next };
  }
  const starred = await present(table, fitting, rubric, at);
  const lacking = missing === undefined ? starred : starred.filter(({ row }) => lacks(row, missing));
  const placeOf = ({ card, row }: Starred) => place(card, row);
  const { items, before, isLast } = pageOf(lacking, placeOf, after, PAGE);
  const last = items.at(-1);
  const next = isLast || last === undefined ? undefined : placeOf(last);
  return { features: items, total: lacking.length, before, next };
}

/**
 * Of an earlier moment the whole ledger of each feature is read, so a page looks at so many of them, by their present team
 * and name, and is sorted by itself.
 */
async function selectPast(
  { table, asked, listed, isAsked, place }: Selecting,
  versions: readonly Rubric[],
  at: string,
): Promise<Selected> {
  const byName = placeIn('team', []);
  const placeOf = (card: Listed) => byName(card, { earned: 0, of: 0 });
  const { items, before, isLast } = pageOf(listed, placeOf, asked.after, PAGE);
  const { missing } = asked;
  const found = (await past(table, items, versions, at)).filter(
    ({ card, row }) => isAsked(card) && (missing === undefined || lacks(row, missing)),
  );
  const features = pageOf(found, ({ card, row }) => place(card, row), undefined, PAGE).items;
  const last = items.at(-1);
  const isWhole = before === 0 && isLast;
  return {
    features,
    total: isWhole ? features.length : undefined,
    before: isWhole ? 0 : before,
    next: isLast || last === undefined ? undefined : placeOf(last),
  };
}

async function readOnTrain(table: Store, train: string): Promise<OnTrain> {
  const members = await readMembers(table, train);
  const states = await readStates(
    table,
    'project',
    members.map(({ project }) => project),
  );
  const on = [...states.values()].filter((state) => state.train === train);
  return {
    projects: new Set(on.map(({ project }) => project)),
    features: new Set(on.flatMap(({ features = [] }) => features)),
  };
}

const teamCard = lazy(() => z.object({ card: z.object({ id: z.string(), title: z.string().optional() }) }));

async function readChoices(table: Store) {
  const [teams, trains, vocabularies] = await Promise.all([
    all(inList(table, TEAMS)),
    readTrains(table),
    readStates(table, 'vocabulary', ['maturity']),
  ]);
  return {
    teams: teams.map((item) => {
      const { id, title = id } = teamCard.parse(item).card;
      return { id, title };
    }),
    trains,
    maturities: (vocabularies.get('maturity')?.terms ?? []).map(({ term, title }) => ({ id: term, title })),
  };
}

/** What features say that nobody registered can be chosen, too. */
function choicesIn(
  listed: readonly Listed[],
  { teams, maturities }: Pick<Selection['choices'], 'teams' | 'maturities'>,
  rubric: Rubric | undefined,
) {
  const added = (known: typeof teams, said: readonly (string | undefined)[]) => {
    const ids = new Set(known.map(({ id }) => id));
    const others = distinct(said.flatMap((id) => id ?? [])).filter((id) => !ids.has(id));
    return [...known, ...others.map((id) => ({ id, title: id }))];
  };
  return {
    teams: added(
      teams,
      listed.map(({ team }) => team),
    ),
    maturities: added(
      maturities,
      listed.map(({ maturity }) => maturity),
    ),
    areas: distinct(listed.flatMap(({ areas = [] }) => areas)),
    categories: (rubric?.categories ?? []).map(({ category, title }) => ({ id: category, title })),
  };
}

/** The first of the names that a filter gives which nobody knows, and the nearest one that somebody does. */
function whatWasMeant(
  asked: Filter,
  listed: readonly Listed[],
  { teams, areas, maturities, trains, categories }: Selection['choices'],
): FeaturesView['meant'] {
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  const known = {
    team: ids(teams),
    area: areas,
    maturity: ids(maturities),
    train: trains,
    missing: ids(categories),
    q: listed.flatMap(({ id, title, team }) => [title, id, team]),
  };
  for (const parameter of ['team', 'area', 'maturity', 'train', 'missing', 'q'] as const) {
    const said = asked[parameter];
    if (said === undefined || known[parameter].includes(said)) continue;
    const value = nearest(said, known[parameter]);
    if (value !== undefined) return { parameter, value };
  }
  return null;
}
