/** The sections of a digest: items in the order in which they are shown, as many as are kept, and how many there are. */
import { compare } from '../../kernel/model/facts.ts';
import type {
  CadenceItem,
  ChangedFeature,
  ChangedGrade,
  ComingUp,
  Correction,
  OpenReview,
  ShippedProject,
  SilentProject,
  UnverifiedRecord,
} from './items.ts';

/** Items of a section that are kept: with all at their longest a digest stays under 400 KB. */
const MAX_ITEMS = 30;

interface Items {
  readonly silent: SilentProject;
  readonly shipped: ShippedProject;
  readonly features: ChangedFeature;
  readonly grades: ChangedGrade;
  readonly unverified: UnverifiedRecord;
  readonly reviews: OpenReview;
  readonly upcoming: ComingUp;
  readonly cadence: CadenceItem;
  readonly corrections: Correction;
}

export interface Section<Item> {
  items: Item[];
  total: number;
}
export type Sections = { readonly [Name in keyof Items]: Section<Items[Name]> };

type Order<Item> = (a: Item, b: Item) => number;

/** The first that is not 0; what needs a look most comes first. No two items of a digest are equal in all of it. */
const orders: { readonly [Name in keyof Items]: Order<Items[Name]> } = {
  silent: (a, b) => b.streak - a.streak || compare(a.project, b.project) || compare(a.release, b.release),
  shipped: (a, b) =>
    compare(b.verdict, a.verdict) || compare(a.project, b.project) || compare(a.release, b.release),
  features: (a, b) => newness(a) - newness(b) || compare(a.feature, b.feature) || compare(a.team, b.team),
  grades: (a, b) => risen(a) - risen(b) || compare(a.feature, b.feature) || compare(a.team, b.team),
  unverified: (a, b) => compare(a.lastSeenAt, b.lastSeenAt) || compare(a.entity, b.entity),
  reviews: (a, b) => compare(a.lapsesAt ?? '~', b.lapsesAt ?? '~') || compare(a.review, b.review),
  upcoming: (a, b) =>
    Number(b.isOverdue) - Number(a.isOverdue) ||
    compare(a.dueAt ?? '~', b.dueAt ?? '~') ||
    compare(a.feature, b.feature) ||
    compare(a.text, b.text),
  cadence: (a, b) =>
    lateness(a) - lateness(b) ||
    compare(a.team, b.team) ||
    compare(a.period, b.period) ||
    compare(a.step, b.step) ||
    compare(a.title, b.title),
  corrections: (a, b) =>
    compare(a.period, b.period) || compare(a.entity, b.entity) || compare(a.text, b.text),
};

const newness = ({ change }: ChangedFeature) => ['new', 'changed', 'deprecated'].indexOf(change);
const lateness = ({ state }: CadenceItem) => ['overdue', 'due', 'done'].indexOf(state);
/** What was lost comes before what was won. */
const risen = ({ from, to }: ChangedGrade) => Math.sign(to.earned - (from?.earned ?? 0));

const NOTHING = { items: [], total: 0 };

export const noSections: Sections = {
  silent: NOTHING,
  shipped: NOTHING,
  features: NOTHING,
  grades: NOTHING,
  unverified: NOTHING,
  reviews: NOTHING,
  upcoming: NOTHING,
  cadence: NOTHING,
  corrections: NOTHING,
};

const firstOf = <Item>(items: readonly Item[], order: Order<Item>, total: number): Section<Item> => ({
  items: items.toSorted(order).slice(0, MAX_ITEMS),
  total,
});

/** Items in the order of their section. */
export const section = <Name extends keyof Items>(
  name: Name,
  items: readonly Items[Name][],
): Section<Items[Name]> => firstOf(items, orders[name], items.length);

function both<Name extends keyof Items>(name: Name, all: Sections, more: Sections): Section<Items[Name]> {
  const [a, b] = [all[name], more[name]];
  // Most features have nothing to say in most sections.
  if (a.total === 0 || b.total === 0) return b.total === 0 ? a : b;
  return firstOf([...a.items, ...b.items], orders[name], a.total + b.total);
}

/** Two parts as one: the same in whatever order parts come together, as far as the kept items reach. */
export const merged = (a: Sections, b: Sections): Sections => ({
  silent: both('silent', a, b),
  shipped: both('shipped', a, b),
  features: both('features', a, b),
  grades: both('grades', a, b),
  unverified: both('unverified', a, b),
  reviews: both('reviews', a, b),
  upcoming: both('upcoming', a, b),
  cadence: both('cadence', a, b),
  corrections: both('corrections', a, b),
});
