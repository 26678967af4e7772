/**
 * The rubric, which is one record: as its fact and its page have it, with a list of categories, and as files have it,
 * with a map. How it is read, what must hold of it, and the words for what a version changes.
 */
import * as z from 'zod';
import type { Fact } from '../../../../events/catalogue.ts';
import { category } from '../../../../events/facts/rubric.ts';
import { id } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import { byName, type Fields, inWords, isMap, isSame, partsInWords, without } from './field-differences.ts';
import type { KnownRecord } from './known.ts';
import { broken, type Place, type Problem } from './problem.ts';
import { type Complain, entriesOf, fitted, readRecords, tidy } from './read-records.ts';
import {
  type CategoryRecord,
  type CheckableRubric,
  categoryRecord,
  processRules,
  type RubricRecord,
} from './records.ts';

export const rubricListed = lazy(() =>
  z.object({
    version: z.string(),
    categories: z.array(category()),
    ...processRules().shape,
  }),
);
type RubricListed = Output<typeof rubricListed>;

type Published = Extract<Fact, { type: 'RubricPublished' }>['detail'];

/** What a version says, without its envelope. */
export const listedFrom = (published: Published): RubricListed => ({
  version: published.rubricVersion,
  categories: published.categories,
  reviews: published.reviews,
  cadence: published.cadence,
  launches: published.launches,
  approvals: published.approvals,
  accountAddress: published.accountAddress,
  timeZone: published.timeZone,
});

export const rubricOf = ({ categories, ...others }: RubricListed): RubricRecord => ({
  ...others,
  categories: new Map(categories.map(({ category: id, ...record }) => [id, record])),
});

/** The fields of the fact that publishes it. */
export const rubricFields = ({ version, categories, ...rules }: RubricRecord): Fields => ({
  rubricVersion: version,
  categories: [...categories].map(([id, record]) => ({ category: id, ...record })),
  ...rules,
});

/** The most categories that the fact which publishes them can hold. */
const MAX_CATEGORIES = 1000;

const shape = lazy(() => z.object({ version: id(), categories: z.unknown(), ...processRules().shape }));
const parts = lazy(() => z.looseObject({}));

interface RubricRead {
  /** Undefined when there is none, or none with a version. */
  readonly rubric?: RubricRecord;
  /** Categories that do not fit, with what does; all of the rubric where it has no version. */
  readonly unfit?: CheckableRubric;
}

/** Reads a rubric. A part that does not fit is left out. */
export function readRubric(value: unknown, complain: Complain): RubricRead {
  if (value == null) return {};
  const file = fitted(parts(), tidy(shape(), value, [], complain), [], complain);
  if (file === undefined) return {};
  const part = <Value>(name: string, schema: z.ZodType<Value>) =>
    fitted(schema, file[name], [name], complain);
  // A rubric without a version is read on, so that all its problems are reported at once.
  const version = part('version', id());
  const at = ['categories'];
  const unfit = new Map<string, Partial<CategoryRecord>>();
  const categories = readRecords(categoryRecord(), file.categories, at, complain, {
    most: MAX_CATEGORIES,
    unfit,
  });
  if (entriesOf(file.categories ?? {})?.length === 0) complain(at, 'must hold at least one category');
  const { reviews, cadence, launches, approvals, accountAddress, timeZone } = processRules().shape;
  const rules = {
    reviews: part('reviews', reviews),
    cadence: part('cadence', cadence),
    launches: part('launches', launches),
    approvals: part('approvals', approvals),
    accountAddress: part('accountAddress', accountAddress),
    timeZone: part('timeZone', timeZone),
  };
  if (version === undefined)
    return { unfit: { version: '', ...rules, categories: new Map([...categories, ...unfit]) } };
  const rubric = { version, categories, ...rules };
  return unfit.size === 0 ? { rubric } : { rubric, unfit: { ...rubric, categories: unfit } };
}

/** Understands the rule of a category, or says what is wrong with it. */
export type CompileCheck = (
  text: string,
) => { readonly ok: true } | { readonly ok: false; readonly message: string };

export function rubricRules(
  rubric: CheckableRubric | undefined,
  known: KnownRecord<RubricRecord> | undefined,
  compileCheck: CompileCheck | undefined,
): Problem[] {
  if (rubric === undefined) return [];
  return [
    ...reusedVersion(rubric, known?.record),
    ...(compileCheck ? badChecks(rubric, compileCheck) : []),
    ...namedTwice(rubric),
  ];
}

/** Stars name the version that they were given under: what it asked for must stay what it was. */
function reusedVersion(rubric: CheckableRubric, known: RubricRecord | undefined): Problem[] {
  if (known?.version !== rubric.version) return [];
  const others = compared.filter(([name]) => !isSame(partOf(rubric, name), partOf(known, name)));
  if (others.length === 0) return [];
  const words = others.map(([, what]) => what).join(' and ');
  const message = `${rubric.version} is published with ${words}: give it a new version`;
  return [broken({ section: 'rubric', path: ['version'] }, message)];
}

const compared = [
  ['categories', 'other categories'],
  ['reviews', 'other reviews'],
  ['cadence', 'another cadence'],
  ['launches', 'other launches'],
  ['approvals', 'other approvals'],
  ['timeZone', 'another time zone'],
] as const;

const partOf = (rubric: CheckableRubric, name: (typeof compared)[number][0]): unknown =>
  name === 'categories' ? [...rubric.categories] : rubric[name];

const badChecks = ({ categories }: CheckableRubric, compileCheck: CompileCheck): Problem[] =>
  [...categories].flatMap(([id, { check }]) => {
    const read = check == null ? undefined : compileCheck(check);
    const place = { section: 'rubric', path: ['categories', id, 'check'] } as const;
    return read === undefined || read.ok ? [] : [broken(place, read.message)];
  });

/** Of two entries that mean the same, it would be unclear which one holds. */
const namedTwice = ({ reviews, cadence, launches }: CheckableRubric): Problem[] => [
  ...twice(reviews?.classes, ({ changeClass }) => changeClass, ['reviews', 'classes'], 'changeClass'),
  ...twice(cadence, ({ step, every }) => `${step} every ${every}`, ['cadence'], 'step'),
  ...twice(launches, ({ tier, task }) => `${task} of ${tier}`, ['launches'], 'task'),
];

function twice<Entry>(
  entries: readonly Entry[] | null | undefined,
  nameOf: (entry: Entry) => string,
  path: Place['path'],
  field: keyof Entry & string,
): Problem[] {
  const names = (entries ?? []).map(nameOf);
  return names.flatMap((name, at) => {
    const place = { section: 'rubric', path: [...path, at, field] } as const;
    return names.indexOf(name) === at ? [] : [broken(place, `${name} is there twice: keep one of them`)];
  });
}

/** @param before the fields of the fact that published the version before, and `after` those of the one that would be */
export const rubricInWords = (before: Fields, after: Fields): string =>
  [
    inWords({ version: before.rubricVersion }, { version: after.rubricVersion }),
    partsInWords(byName(before.categories, 'category'), byName(after.categories, 'category')),
    inWords({ reviews: limitsOf(before) }, { reviews: limitsOf(after) }),
    ...lists.map((list) => partsInWords(list(before), list(after))),
    inWords({ approvals: before.approvals }, { approvals: after.approvals }),
    inWords({ accountAddress: before.accountAddress }, { accountAddress: after.accountAddress }),
    inWords({ timeZone: before.timeZone }, { timeZone: after.timeZone }),
  ]
    .filter((words) => words !== '')
    .join('; ');

const reviewsOf = ({ reviews }: Fields): Fields => (isMap(reviews) ? reviews : {});
const limitsOf = (rubric: Fields): Fields => without(reviewsOf(rubric), ['classes']);

/** The lists of a rubric, by what names each of their entries. */
const lists: readonly ((rubric: Fields) => Fields)[] = [
  (rubric) => prefixed('review', byName(reviewsOf(rubric).classes, 'changeClass')),
  ({ cadence }) => prefixed('cadence', byName(cadence, 'every', 'step')),
  ({ launches }) => prefixed('launch', byName(launches, 'tier', 'task')),
];

const prefixed = (what: string, named: Fields): Fields =>
  Object.fromEntries(Object.entries(named).map(([name, part]) => [`${what} ${name}`, part]));
