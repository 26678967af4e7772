/** What a version of the rubric changes, for people to read before it is imported. */
import { type Fields, isMap, without } from './values.ts';
import { byName, inWords, partsInWords } from './words.ts';

/** @param before the fields of the fact that published the version before, and `after` those of the one that would be */
export const rubricInWords = (before: Fields, after: Fields): string =>
  [
    inWords({ version: before.rubricVersion }, { version: after.rubricVersion }),
    partsInWords(byName(before.categories, 'category'), byName(after.categories, 'category')),
    inWords({ reviews: limitsOf(before) }, { reviews: limitsOf(after) }),
    ...parts.map((part) => partsInWords(part(before), part(after))),
    inWords({ timeZone: before.timeZone }, { timeZone: after.timeZone }),
  ]
    .filter((words) => words !== '')
    .join('; ');

const reviewsOf = ({ reviews }: Fields): Fields => (isMap(reviews) ? reviews : {});
const limitsOf = (rubric: Fields): Fields => without(reviewsOf(rubric), ['classes']);

/** The lists of a rubric, by what names each of their entries. */
const parts: readonly ((rubric: Fields) => Fields)[] = [
  (rubric) => within('review', byName(reviewsOf(rubric).classes, 'changeClass')),
  ({ cadence }) => within('cadence', byName(cadence, 'every', 'step')),
  ({ launches }) => within('launch', byName(launches, 'tier', 'task')),
];

const within = (what: string, named: Fields): Fields =>
  Object.fromEntries(Object.entries(named).map(([name, part]) => [`${what} ${name}`, part]));
