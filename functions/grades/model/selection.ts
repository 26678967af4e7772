/** Which features a matrix shows, in which order, and page by page. Everything that can be asked of it is in its address. */
import { compare } from '../../kernel/model/facts.ts';
import type { MatrixRow } from './report.ts';
import { rollUp } from './star.ts';

/** A feature as a matrix lists it. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly team: string;
  readonly maturity?: string | undefined;
  readonly project?: string | undefined;
  readonly areas?: readonly string[] | undefined;
}

/** A feature with its stars. */
export interface Starred {
  readonly card: Listed;
  readonly row: MatrixRow;
}

export interface Filter {
  /** Part of a title, an id or a team. */
  readonly q?: string | undefined;
  readonly team?: string | undefined;
  readonly area?: string | undefined;
  readonly maturity?: string | undefined;
  readonly train?: string | undefined;
  /** A category whose star is neither earned nor said not to apply. */
  readonly missing?: string | undefined;
}

/** The features of a train: those that its projects name, and those that name one of its projects. */
export interface OnTrain {
  readonly projects: ReadonlySet<string>;
  readonly features: ReadonlySet<string>;
}

/** What of a filter can be told without stars. @param onTrain of the train that the filter names */
export function fits({ q, team, area, maturity, train }: Filter, onTrain: OnTrain | undefined) {
  const wanted = q?.toLowerCase();
  return (card: Listed): boolean =>
    (team === undefined || card.team === team) &&
    (maturity === undefined || card.maturity === maturity) &&
    (area === undefined || (card.areas ?? []).includes(area)) &&
    (train === undefined || isOn(card, onTrain)) &&
    (wanted === undefined ||
      [card.title, card.id, card.team].some((text) => text.toLowerCase().includes(wanted)));
}

const isOn = ({ id, project }: Listed, onTrain: OnTrain | undefined): boolean =>
  onTrain !== undefined &&
  (onTrain.features.has(id) || (project !== undefined && onTrain.projects.has(project)));

export const lacks = ({ stars }: MatrixRow, category: string): boolean =>
  stars.some((star) => star.category === category && (star.word === 'unknown' || star.word === 'not-earned'));

export const SORTS = ['team', 'name', 'maturity', 'fewest-stars', 'most-stars'] as const;
export type Sort = (typeof SORTS)[number];

/** Whether an order can be told only from the stars. */
export const needsStars = (sort: Sort): boolean => sort === 'fewest-stars' || sort === 'most-stars';

/** What features are sorted by, and the place where a page ends. Ends in the id, so no two features have the same. */
export type Place = readonly (string | number)[];

/** @param maturities the levels, in their order */
export function placeIn(sort: Sort, maturities: readonly string[]) {
  const levels = new Map(maturities.map((level, at) => [level, at]));
  return ({ id, title, team, maturity }: Listed, grade: Pick<MatrixRow, 'earned' | 'of'>): Place => {
    switch (sort) {
      case 'team':
        return [team, id];
      case 'name':
        return [title.toLowerCase(), id];
      case 'maturity':
        return [levels.get(maturity ?? '') ?? maturities.length, maturity ?? '', team, id];
      case 'fewest-stars':
        return [shareOf(grade) ?? 2, id];
      case 'most-stars':
        return [-(shareOf(grade) ?? -2), id];
    }
  };
}

/** Features to which no star applies come last in both orders: they lack nothing, and have nothing. */
const shareOf = ({ earned, of }: Pick<MatrixRow, 'earned' | 'of'>) => (of === 0 ? undefined : earned / of);

export function comparePlaces(a: Place, b: Place): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? '';
    const order =
      typeof one === 'number' && typeof other === 'number' ? one - other : compare(`${one}`, `${other}`);
    if (order !== 0) return order;
  }
  return 0;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** How many come before it. */
  readonly before: number;
  readonly isLast: boolean;
}

/** The items after a place, in order. A page begins behind that place, whether or not something is still there. */
export function pageOf<Item>(
  items: readonly Item[],
  place: (item: Item) => Place,
  after: Place | undefined,
  size: number,
): Page<Item> {
  const placed = items
    .map((item) => ({ item, at: place(item) }))
    .toSorted((a, b) => comparePlaces(a.at, b.at));
  const found = after === undefined ? 0 : placed.findIndex(({ at }) => comparePlaces(at, after) > 0);
  const before = found < 0 ? placed.length : found;
  const shown = placed.slice(before, before + size);
  return { items: shown.map(({ item }) => item), before, isLast: before + shown.length >= placed.length };
}

/** A place as an address holds it. */
export const placeText = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @returns `undefined` for what is no place in this order */
export function placeFrom(text: string, sort: Sort): Place | undefined {
  const length = placeIn(sort, [])({ id: '', title: '', team: '' }, { earned: 0, of: 1 }).length;
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(place) && place.length === length && place.every(isPart) ? place : undefined;
  } catch {
    return undefined;
  }
}

const isPart = (part: unknown): part is string | number =>
  typeof part === 'string' || typeof part === 'number';

/** How the share of a team is made, for people. */
export const SHARE_FORMULA =
  'Share = earned ÷ of: the stars that are earned, out of all stars that count already and apply';

/** The stars of each team, by its id. */
export function teamSums(rows: readonly MatrixRow[]) {
  return [...Map.groupBy(rows, ({ team }) => team)]
    .map(([team, its]) => ({ team, ...rollUp(its) }))
    .toSorted((a, b) => compare(a.team, b.team));
}
