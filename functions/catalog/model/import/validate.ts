/** Whether a catalog holds together: everything that is wrong with it at once. */
import { channelRules } from './channel-rules.ts';
import { featureRules } from './feature-rules.ts';
import type { Known } from './known.ts';
import { type Problem, sections } from './problem.ts';
import type { Catalog } from './records.ts';
import { type ReferenceOptions, referenceProblems } from './reference-problems.ts';
import { releaseRules } from './release-rules.ts';
import { type CompileCheck, rubricRules } from './rubric-rules.ts';

export interface ValidationOptions extends ReferenceOptions {
  /** Reads the rules of categories; without it they are not looked at. */
  readonly compileCheck?: CompileCheck | undefined;
}

/**
 * Looks at what records say of each other; their shapes fit already.
 * @param known what the ledgers know: it fills in the sections that the files do not speak of
 * @returns problems in the order of the sections, and within one in the order of its file
 */
export function validateCatalog(catalog: Catalog, known?: Known, options: ValidationOptions = {}): Problem[] {
  const problems = [
    ...referenceProblems(catalog, known, options),
    ...featureRules(catalog, known),
    ...releaseRules(catalog),
    ...channelRules(catalog),
    ...rubricRules(catalog.rubric, known?.rubric, options.compileCheck),
  ];
  return problems.sort((a, b) => sections.indexOf(a.place.section) - sections.indexOf(b.place.section));
}
