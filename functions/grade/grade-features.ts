/** Grades features, as many together as a batch of reads takes. */
import type { Fact } from '../../events/catalogue.ts';
import { feature as featureEntity, rubric as rubricEntity } from '../../events/contract.ts';
import { earliest } from '../domain/grade/expiry.ts';
import { type Graded, gradeOf, ruleOnFactsFor } from '../domain/grade/grade.ts';
import { type KeptGrade, keepable, nextChangeAt } from '../domain/grade/kept-grade.ts';
import { rubricVersions } from '../domain/grade/rubric.ts';
import { renamedTo } from '../domain/names.ts';
import { changesGrades } from '../domain/touches.ts';
import { inParallel } from '../kernel/parallel.ts';
import { readConclusions } from '../ledger/conclusion.ts';
import { gradeKey } from '../ledger/keys.ts';
import { readLedger } from '../ledger/ledger.ts';
import { type Cause, type Grading, keepGrade } from './keep-grade.ts';

/** Grades made together: what is held in memory stays the same however many there are. */
const CHUNK = 100;

/** A feature to be graded, and what asked for it. */
export interface Asked {
  readonly feature: string;
  readonly cause: Cause;
}

/** Grades features, whoever asks and however often. @param asked each feature once */
export async function gradeFeatures(grading: Grading, asked: readonly Asked[]): Promise<void> {
  for (let from = 0; from < asked.length; from += CHUNK) {
    let waiting = asked.slice(from, from + CHUNK);
    // Until nothing changes, as verdicts are judged: whatever stands was looked at once more after it was written.
    while (waiting.length > 0) waiting = await gradeTogether(grading, waiting);
  }
}

/** @returns those that were written, or overtaken, and are to be graded once more */
async function gradeTogether(grading: Grading, asked: readonly Asked[]): Promise<Asked[]> {
  const { table, now } = grading;
  // The revisions are read before anything that the grades are made from: see ledger/conclusion.ts.
  const held = await readConclusions(
    table,
    asked.map(({ feature }) => gradeKey(feature)),
  );
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  const rubric = { versions, ruleOnFacts: await ruleOnFactsFor(versions) };
  const again = await inParallel([...asked.entries()], async ([at, each]) => {
    const was = held[at];
    if (was === undefined) return [];
    const { feature, cause } = each;
    const { facts } = await readLedger(table, featureEntity(feature));
    const { content, due } = concluded(feature, facts, rubric, now);
    if (content === undefined && was.revision === 0) return [];
    const kept = await keepGrade(grading, { feature, facts, was, content, due, cause });
    return kept === 'unchanged' ? [] : [each];
  });
  return again.flat();
}

interface Concluded {
  readonly content: KeptGrade | undefined;
  /** When it is to be made again, though no ledger changes. */
  readonly due: string | undefined;
}

/**
 * What is under another name now has no grade of its own; nor has what only projects speak of, which nothing that
 * asks for a grade has been said of.
 */
function concluded(
  feature: string,
  facts: readonly Fact[],
  { versions, ruleOnFacts }: Pick<Graded, 'versions' | 'ruleOnFacts'>,
  now: string,
): Concluded {
  if (
    !facts.some((fact) => changesGrades('feature', fact, false)) ||
    renamedTo(featureEntity(feature), facts) !== undefined
  )
    return { content: undefined, due: undefined };
  const graded: Graded = { feature, facts, versions, ruleOnFacts };
  const grade = gradeOf(graded, now);
  const content = grade && keepable(grade);
  const ahead = [...facts.map(({ detail }) => detail.occurredAt), ...versions.map(({ from }) => from)];
  const toCome = earliest(ahead.filter((moment) => moment > now));
  return { content, due: earliest([toCome, content && nextChangeAt(content, now)]) };
}
