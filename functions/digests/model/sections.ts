/** The sections of a digest: items in the order in which they are shown, and how many there are in all. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import { compare } from '../../kernel/model/facts.ts';
import type {
  CadenceItem,
  ChangedFeature,
  ChangedGrade,
  ComingRelease,
  Digest,
  SectionName,
} from './model.ts';

/** Items that a section has room for: with all at their longest a digest stays under 400 KB. */
const MAX_ITEMS = 30;

type ItemOf<Name extends SectionName> = Digest[Name]['items'][number];

interface Section<Item> {
  items: Item[];
  total: number;
}
export type Sections = Pick<Digest, SectionName>;

type Order<Item> = (a: Item, b: Item) => number;

/** What needs attention most comes first. No two items of a digest compare as equal. */
const orders: { readonly [Name in SectionName]: Order<ItemOf<Name>> } = {
  silent: (a, b) => b.streak - a.streak || compare(a.project, b.project) || compare(a.release, b.release),
  shipped: (a, b) =>
    compare(b.verdict, a.verdict) || compare(a.project, b.project) || compare(a.release, b.release),
  features: (a, b) => newness(a) - newness(b) || compare(a.feature, b.feature) || compare(a.team, b.team),
  grades: (a, b) => risen(a) - risen(b) || compare(a.feature, b.feature) || compare(a.team, b.team),
  unverified: (a, b) => compare(a.lastSeenAt, b.lastSeenAt) || compare(a.entity, b.entity),
  reviews: (a, b) => compare(a.lapsesAt ?? '~', b.lapsesAt ?? '~') || compare(a.review, b.review),
  releases: (a, b) => compare(a.cutAt, b.cutAt) || compare(a.release, b.release),
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
/** Lost stars come before gained ones. */
const risen = ({ from, to }: ChangedGrade) => Math.sign(to.earned - (from?.earned ?? 0));

const NOTHING = { items: [], total: 0 };

export const noSections: Sections = {
  silent: NOTHING,
  shipped: NOTHING,
  features: NOTHING,
  grades: NOTHING,
  unverified: NOTHING,
  reviews: NOTHING,
  releases: NOTHING,
  upcoming: NOTHING,
  cadence: NOTHING,
  corrections: NOTHING,
};

/** A digest with some of its sections: what a channel carries that is only about some topics. */
export const only = (digest: Digest, wanted: readonly SectionName[]): Digest => ({
  ...digest,
  ...noSections,
  ...Object.fromEntries(wanted.map((name) => [name, digest[name]])),
  isQuiet: wanted.every((name) => digest[name].total === 0),
  actions: [],
});

const firstOf = <Item>(items: readonly Item[], order: Order<Item>, total: number): Section<Item> => ({
  items: items.toSorted(order).slice(0, MAX_ITEMS),
  total,
});

/** A section of these items, in its order. */
export const section = <Name extends SectionName>(
  name: Name,
  items: readonly ItemOf<Name>[],
): Section<ItemOf<Name>> => firstOf(items, orders[name], items.length);

function both<Name extends SectionName>(name: Name, all: Sections, more: Sections): Section<ItemOf<Name>> {
  const [a, b] = [all[name], more[name]];
  // A shortcut: most features have nothing in most sections.
  if (a.total === 0 || b.total === 0) return b.total === 0 ? a : b;
  return firstOf([...a.items, ...b.items], orders[name], a.total + b.total);
}

/** Projects at risk that are named with a release. */
export const MAX_NAMED = 3;

/** Each release once: its projects are those of all teams. */
function releasesOf({ releases: a }: Sections, { releases: b }: Sections): Sections['releases'] {
  const all = [...a.items, ...b.items];
  const same = Map.groupBy(all, ({ train, release }) => canonicalJson([train, release]));
  const joined = [...same.values()].flatMap(asOne);
  return firstOf(joined, orders.releases, a.total + b.total - (all.length - joined.length));
}

function asOne(parts: readonly ComingRelease[]): ComingRelease[] {
  // Digests of teams are made in their zones, one after the other: a cut that was moved between them is where it is now.
  const [first] = parts.toSorted((x, y) => compare(y.cutAt, x.cutAt));
  if (first === undefined) return [];
  const sum = (count: (part: ComingRelease) => number) => parts.reduce((all, part) => all + count(part), 0);
  const named = parts.flatMap((part) => part.named).toSorted((x, y) => compare(x.project, y.project));
  return [
    {
      ...first,
      isOverdue: parts.every(({ isOverdue }) => isOverdue),
      projects: sum(({ projects }) => projects),
      atRisk: sum(({ atRisk }) => atRisk),
      named: named.slice(0, MAX_NAMED),
    },
  ];
}

/** Two parts as one: the same in whatever order parts are merged, as far as the sections have room. */
export const merged = (a: Sections, b: Sections): Sections => ({
  silent: both('silent', a, b),
  shipped: both('shipped', a, b),
  features: both('features', a, b),
  grades: both('grades', a, b),
  unverified: both('unverified', a, b),
  reviews: both('reviews', a, b),
  releases: releasesOf(a, b),
  upcoming: both('upcoming', a, b),
  cadence: both('cadence', a, b),
  corrections: both('corrections', a, b),
});

/** Whether nothing needs attention. That a step is done or due, and that a release comes, is no news. */
export function isQuiet({ cadence, releases, ...others }: Sections): boolean {
  const isLate = cadence.items.some(({ state }) => state === 'overdue');
  const isRisky = releases.items.some(needsAttention);
  return !isLate && !isRisky && Object.values(others).every(({ total }) => total === 0);
}

/** Whether a release to come is more than good to know. */
export const needsAttention = ({ atRisk, isOverdue }: ComingRelease): boolean => atRisk > 0 || isOverdue;
