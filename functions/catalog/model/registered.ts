/** Sources, channels, calendars, vocabularies, roadmaps, the rubric and trains: their state is what was last published of them. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { VocabularyPublished } from '../../../events/facts/vocabulary.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { calendarRecord, channelRecord, roadmapRecord, sourceRecord } from './import/records.ts';
import { lastOfEach, lifecycleOf, lifecycleShape, registrationOf } from './record-keeping.ts';

/** Where events come from, and what they are about. */
export const sourceState = lazy(() =>
  z.object({ source: z.string(), ...lifecycleShape(), record: sourceRecord() }),
);
export type SourceState = Output<typeof sourceState>;

/** Each field as it was last said. @param facts the ledger of a source, in order */
export function foldSource(source: string, facts: readonly Fact[]): SourceState {
  const said = ofType(facts, 'SourceRegistered').map(({ detail }) => detail);
  const record = lastOfEach(said, sourceRecord().keyof().options);
  return { source, ...lifecycleOf(facts, 'SourceRegistered'), record };
}

/** A way to notify people. The host stores secret addresses under its name; they are not in it. */
export const channelState = lazy(() =>
  z.object({
    channel: z.string(),
    ...lifecycleShape(),
    /** Absent where it was muted and nobody registered it. */
    record: channelRecord().optional(),
    /** UTC. It may have passed: compare it with now. */
    mutedUntil: z.string().optional(),
  }),
);
export type ChannelState = Output<typeof channelState>;

/**
 * A channel is stated as a whole, because its fields hold only together: what holds is the last statement. It stays muted
 * until the moment that was said last, also when it is registered again.
 * @param facts its ledger, in order
 */
export const foldChannel = (channel: string, facts: readonly Fact[]): ChannelState => ({
  channel,
  ...lifecycleOf(facts, 'ChannelRegistered'),
  record: bodyOf(ofType(facts, 'ChannelRegistered').at(-1)?.detail, 'channel'),
  mutedUntil: ofType(facts, 'ChannelMuted').at(-1)?.detail.until,
});

/** The days on which those who keep it do not work. */
export const calendarState = lazy(() =>
  z.object({ calendar: z.string(), ...lifecycleShape(), record: calendarRecord().optional() }),
);

/** @param facts the ledger of a calendar, in order */
export const foldCalendar = (calendar: string, facts: readonly Fact[]) => ({
  calendar,
  ...lifecycleOf(facts, 'CalendarPublished'),
  record: bodyOf(ofType(facts, 'CalendarPublished').at(-1)?.detail, 'calendar'),
});

/** What a team means to do. */
export const roadmapState = lazy(() =>
  z.object({ roadmap: z.string(), ...lifecycleShape(), record: roadmapRecord().optional() }),
);

/** @param facts the ledger of a team's roadmap, in order */
export const foldRoadmap = (roadmap: string, facts: readonly Fact[]) => ({
  roadmap,
  ...lifecycleOf(facts, 'RoadmapPublished'),
  record: bodyOf(ofType(facts, 'RoadmapPublished').at(-1)?.detail, 'team'),
});

/** The words of one kind that product data may use, in order. */
export const vocabularyState = lazy(() =>
  z.object({
    vocabulary: z.string(),
    ...lifecycleShape(),
    terms: VocabularyPublished.schema.shape.terms.optional(),
  }),
);

/** @param facts the ledger of a vocabulary, in order */
export const foldVocabulary = (vocabulary: string, facts: readonly Fact[]) => ({
  vocabulary,
  ...lifecycleOf(facts, 'VocabularyPublished'),
  terms: ofType(facts, 'VocabularyPublished').at(-1)?.detail.terms,
});

/** The versions of the rubric, oldest first, and from when each holds. What they say is in the ledger. */
export const rubricState = lazy(() =>
  z.object({
    rubric: z.string(),
    registration: lifecycleShape().registration,
    versions: z.array(z.object({ rubricVersion: z.string(), from: z.string() })),
  }),
);

/** The newest versions; with every id at its longest they stay under 400 KB an item. */
const MAX_VERSIONS = 300;

/** @param facts the ledger of the rubric, in order */
export function foldRubric(rubric: string, facts: readonly Fact[]) {
  const said = ofType(facts, 'RubricPublished').map(({ detail }) => detail);
  const versions = said.map(({ rubricVersion, occurredAt }) => ({ rubricVersion, from: occurredAt }));
  return { rubric, registration: registrationOf(said), versions: versions.slice(-MAX_VERSIONS) };
}

/** A line of releases. Its calendar says which ones are on it. */
export const trainState = lazy(() => z.object({ train: z.string() }));
export const foldTrain = (train: string): Output<typeof trainState> => ({ train });

/** What a statement says, without its envelope and the field that names the record. */
function bodyOf<Said extends Fact['detail'], Key extends keyof Said>(said: Said | undefined, key: Key) {
  if (said === undefined) return undefined;
  const { version: _, id, occurredAt, actor, evidence, [key]: _name, ...body } = said;
  return body;
}
