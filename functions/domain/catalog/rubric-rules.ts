/** What must hold of a rubric. */
import { broken } from './feature-rules.ts';
import type { KnownRecord } from './known.ts';
import type { Problem } from './problem.ts';
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
  return [...reusedVersion(rubric, known?.record), ...(compileCheck ? badChecks(rubric, compileCheck) : [])];
}

/** Stars name the version that they were given under: what it asked for must stay what it was. */
function reusedVersion(rubric: RubricRecord, known: RubricRecord | undefined): Problem[] {
  if (known?.version !== rubric.version) return [];
  if (isSame([...rubric.categories], [...known.categories])) return [];
  const message = `${rubric.version} is published with other categories: give it a new version`;
  return [broken({ section: 'rubric', path: ['version'] }, message)];
}

const badChecks = ({ categories }: RubricRecord, compileCheck: CompileCheck): Problem[] =>
  [...categories].flatMap(([id, { check }]) => {
    const read = check == null ? undefined : compileCheck(check);
    const place = { section: 'rubric', path: ['categories', id, 'check'] } as const;
    return read === undefined || read.ok ? [] : [broken(place, read.message)];
  });
