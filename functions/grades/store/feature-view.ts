/** Reads what a feature's own ledger and the records around it say, as of any moment. */
import type { Fact } from '../../../events/catalogue.ts';
import {
  feature as featureEntity,
  flag as flagEntity,
  rubric as rubricEntity,
} from '../../../events/contract.ts';
import { type FeatureState, foldFeature } from '../../catalog/model/feature.ts';
import { foldFlag } from '../../catalog/model/flag.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import type { Names } from '../../kernel/model/identity.ts';
import type { Store } from '../../kernel/store/store.ts';
import {
  answersOf,
  changesIn,
  enrollmentPart,
  flagPart,
  gradeParts,
  maturitiesIn,
  recordParts,
  termsIn,
} from '../model/feature-parts.ts';
import type { OwnView } from '../model/feature-view.ts';
import { gradeOf, ruleOnFactsFor } from '../model/grade.ts';
import { gradeHistory } from '../model/grade-history.ts';
import { historyOf } from '../model/history-words.ts';
import { remarksOf } from '../model/remarks.ts';
import { rubricAt, rubricVersions } from '../model/rubric.ts';

export interface FeatureRequest {
  readonly at: string;
  readonly now: string;
  /** How many entries of the history come before the first one that is shown. */
  readonly skip: number;
}

/** What the parts that other capabilities add are made from. */
export interface ReadFeature {
  readonly view: OwnView;
  readonly state: FeatureState;
  readonly names: Names;
  /** Up to the moment, in order. */
  readonly facts: readonly Fact[];
  readonly rubricFacts: readonly Fact[];
}

/** Entries of the history on one page, and changes of the grade. */
const MAX_ENTRIES = 50;
const MAX_CHANGES = 30;

/** @returns `undefined` for a feature that no fact mentions by then */
export async function readFeature(
  table: Store,
  name: string,
  { at, now, skip }: FeatureRequest,
): Promise<ReadFeature | undefined> {
  const [ledger, rubrics, vocabularies] = await Promise.all([
    readLedger(table, featureEntity(name)),
    readLedger(table, rubricEntity),
    readStates(table, 'vocabulary', ['maturity', 'compatibility', 'deployment', 'use-cases']),
  ]);
  const { names } = ledger;
  const facts = upTo(ledger.facts, at);
  if (facts.length === 0) return undefined;
  const feature = names.name;
  const state = foldFeature(feature, facts, names);
  const { flag, team, project } = state;
  const versions = rubricVersions(rubrics.facts);
  const rubric = rubricAt(versions, at);
  const owners = (rubric?.categories ?? []).map((category) => category.team);
  const [flags, teams, projects] = await Promise.all([
    flag === undefined ? undefined : readLedger(table, flagEntity(flag)),
    readStates(table, 'team', team === undefined ? owners : [team, ...owners]),
    readStates(table, 'project', project === undefined ? [] : [project]),
  ]);
  const titles = { teams, projects };
  const flagState = flag === undefined ? undefined : foldFlag(flag, upTo(flags?.facts ?? [], at));
  const graded = { feature, facts, versions, ruleOnFacts: await ruleOnFactsFor(versions) };
  const grade = gradeOf(graded, at);
  const terms = termsIn(vocabularies);
  const entries = historyOf(
    facts,
    new Map(rubric?.categories.map(({ category, title }) => [category, title])),
  );
  const view: OwnView = {
    generatedAt: now,
    at,
    ...recordParts(state, terms, titles),
    ...gradeParts(grade, rubric, titles),
    remarks: remarksOf({
      maturity: state.maturity,
      hasFlag: flag !== undefined,
      isOnByDefault: flagState?.enabledByDefault,
      stars: grade?.stars,
    }).map(({ text }) => text),
    changes: changesIn(gradeHistory(graded, at).slice(-MAX_CHANGES)),
    maturities: maturitiesIn(facts, terms),
    ...answersOf(state, terms),
    flag: flagState === undefined ? null : flagPart(flagState),
    enrollment: enrollmentPart(state),
    history: {
      total: entries.length,
      next: skip + MAX_ENTRIES < entries.length ? `${skip + MAX_ENTRIES}` : null,
      entries: entries.slice(skip, skip + MAX_ENTRIES),
    },
  };
  return { view, state, names, facts, rubricFacts: rubrics.facts };
}

const upTo = (facts: readonly Fact[], at: string) => facts.filter(({ detail }) => detail.occurredAt <= at);
