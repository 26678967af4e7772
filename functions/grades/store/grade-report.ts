/** The grade of a feature with all that explains it, as of any moment, computed from the ledgers. */
import {
  feature as featureEntity,
  flag as flagEntity,
  rubric as rubricEntity,
} from '../../../events/contract.ts';
import { foldFeature } from '../../catalog/model/feature.ts';
import { flagDefaultAt } from '../../catalog/model/flag.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import type { Store } from '../../kernel/store/store.ts';
import { gradeOf, ruleOnFactsFor } from '../model/grade.ts';
import { gradeDifference, gradeHistory } from '../model/grade-history.ts';
import { nextStars } from '../model/next-star.ts';
import { remarksOf } from '../model/remarks.ts';
import type { GradeReport, GradeRequest } from '../model/report.ts';
import { rubricAt, rubricVersions } from '../model/rubric.ts';

/** @returns `undefined` for a feature that no fact mentions by then */
export async function readGradeReport(
  table: Store,
  name: string,
  { at, since }: { readonly at: string } & Pick<GradeRequest, 'since'>,
): Promise<GradeReport | undefined> {
  const ledger = await readLedger(table, featureEntity(name));
  const feature = ledger.names.name;
  const facts = ledger.facts.filter(({ detail }) => detail.occurredAt <= at);
  if (facts.length === 0) return undefined;
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  const graded = { feature, facts, versions, ruleOnFacts: await ruleOnFactsFor(versions) };
  const grade = gradeOf(graded, at);
  const rubric = rubricAt(versions, at);
  const { registered, title, team, authors, maturity, flag, retiredAt, fields } = foldFeature(feature, facts);
  const isOnByDefault = flag === undefined ? undefined : await isOn(table, flag, at);
  return {
    feature,
    registered,
    title,
    team,
    authors,
    maturity,
    retiredAt,
    at,
    rubric,
    grade,
    next: grade === undefined || rubric === undefined ? [] : nextStars(grade, rubric),
    remarks: remarksOf({ maturity, hasFlag: flag !== undefined, isOnByDefault, stars: grade?.stars }),
    history: gradeHistory(graded, at),
    since:
      since === undefined || grade === undefined
        ? undefined
        : { at: since, stars: gradeDifference(gradeOf(graded, since), grade) },
    fields,
  };
}

/** @returns `undefined` where nobody recorded the default by then */
async function isOn(table: Store, flag: string, at: string): Promise<boolean | undefined> {
  const turned = flagDefaultAt((await readLedger(table, flagEntity(flag))).facts, at);
  return turned === 'unknown' ? undefined : turned === 'on';
}
