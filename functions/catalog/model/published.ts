/** Records that are said as a whole: what holds of them is the last statement, and nothing of the ones before. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { VocabularyPublished } from '../../../events/facts/vocabulary-published.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { calendarRecord, roadmapRecord } from './import/records.ts';
import { registration, registrationOf, retiredAt } from './record-keeping.ts';

const kept = () => ({ registration: registration().optional(), retiredAt: z.string().optional() });

/** The days on which those who keep it do not work. */
export const calendarState = lazy(() =>
  z.object({ calendar: z.string(), ...kept(), record: calendarRecord().optional() }),
);
export type CalendarState = Output<typeof calendarState>;

/** The words of one kind that product data may use, in order. */
export const vocabularyState = lazy(() =>
  z.object({
    vocabulary: z.string(),
    ...kept(),
    terms: VocabularyPublished.schema.shape.terms.optional(),
  }),
);
export type VocabularyState = Output<typeof vocabularyState>;

/** What a team means to do. */
export const roadmapState = lazy(() =>
  z.object({ roadmap: z.string(), ...kept(), record: roadmapRecord().optional() }),
);
export type RoadmapState = Output<typeof roadmapState>;

/** The versions of the rubric, oldest first, and from when each holds. What they say is in the ledger. */
export const rubricState = lazy(() =>
  z.object({
    rubric: z.string(),
    registration: registration().optional(),
    versions: z.array(z.object({ rubricVersion: z.string(), from: z.string() })),
  }),
);
export type RubricState = Output<typeof rubricState>;

/** Versions that a summary holds: the newest, with every id at its longest they stay under 400 KB an item. */
const MAX_VERSIONS = 300;

/** @param facts the ledger of a calendar, in order */
export function foldCalendar(calendar: string, facts: readonly Fact[]): CalendarState {
  const said = ofType(facts, 'CalendarPublished').map(({ detail }) => detail);
  const last = said.at(-1);
  const record = last && {
    title: last.title,
    timeZone: last.timeZone,
    weekend: last.weekend,
    holidays: last.holidays,
  };
  return {
    calendar,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'CalendarPublished'),
    record,
  };
}

/** @param facts the ledger of a vocabulary, in order */
export function foldVocabulary(vocabulary: string, facts: readonly Fact[]): VocabularyState {
  const said = ofType(facts, 'VocabularyPublished').map(({ detail }) => detail);
  return {
    vocabulary,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'VocabularyPublished'),
    terms: said.at(-1)?.terms,
  };
}

/** @param facts the ledger of a team's roadmap, in order */
export function foldRoadmap(roadmap: string, facts: readonly Fact[]): RoadmapState {
  const said = ofType(facts, 'RoadmapPublished').map(({ detail }) => detail);
  const last = said.at(-1);
  const record = last && { priorities: last.priorities, roadmap: last.roadmap, backlog: last.backlog };
  return {
    roadmap,
    registration: registrationOf(said),
    retiredAt: retiredAt(facts, 'RoadmapPublished'),
    record,
  };
}

/** @param facts the ledger of the rubric, in order */
export function foldRubric(rubric: string, facts: readonly Fact[]): RubricState {
  const said = ofType(facts, 'RubricPublished').map(({ detail }) => detail);
  const versions = said.map(({ rubricVersion, occurredAt }) => ({ rubricVersion, from: occurredAt }));
  return { rubric, registration: registrationOf(said), versions: versions.slice(-MAX_VERSIONS) };
}
