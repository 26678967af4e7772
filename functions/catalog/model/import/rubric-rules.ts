/** What must hold of a rubric. */
import { broken } from './feature-rules.ts';
import type { KnownRecord } from './known.ts';
import type { Place, Problem } from './problem.ts';
import type { RubricRecord } from './records.ts';
import { isSame } from './values.ts';

/** Understands the rule of a category, or says what is wrong with it. */
export type CompileCheck = (
  text: string,
) => { readonly ok: true } | { readonly ok: false; readonly message: string };

export function rubricRules(
  rubric: RubricRecord | undefined,
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
function reusedVersion(rubric: RubricRecord, known: RubricRecord | undefined): Problem[] {
  if (known?.version !== rubric.version) return [];
  const others = parts.filter(([name]) => !isSame(partOf(rubric, name), partOf(known, name)));
  if (others.length === 0) return [];
  const words = others.map(([, what]) => what).join(' and ');
  const message = `${rubric.version} is published with ${words}: give it a new version`;
  return [broken({ section: 'rubric', path: ['version'] }, message)];
}

const parts = [
  ['categories', 'other categories'],
  ['reviews', 'other reviews'],
  ['cadence', 'another cadence'],
  ['launches', 'other launches'],
  ['timeZone', 'another time zone'],
] as const;

const partOf = (rubric: RubricRecord, name: (typeof parts)[number][0]): unknown =>
  name === 'categories' ? [...rubric.categories] : rubric[name];

const badChecks = ({ categories }: RubricRecord, compileCheck: CompileCheck): Problem[] =>
  [...categories].flatMap(([id, { check }]) => {
    const read = check == null ? undefined : compileCheck(check);
    const place = { section: 'rubric', path: ['categories', id, 'check'] } as const;
    return read === undefined || read.ok ? [] : [broken(place, read.message)];
  });

/** Of two entries that mean the same, nobody could tell which one holds. */
const namedTwice = ({ reviews, cadence, launches }: RubricRecord): Problem[] => [
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
  return names.flatMap((name, at) =>
    names.indexOf(name) === at
      ? []
      : [
          broken(
            { section: 'rubric', path: [...path, at, field] },
            `${name} is there twice: keep one of them`,
          ),
        ],
  );
}
