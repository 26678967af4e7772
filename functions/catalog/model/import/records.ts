/**
 * The catalog: what exists, as people keep it in files. Each record has the fields of the fact that registers it, so
 * that a file, a form and an event of one's own are held to the same shape. An absent field, or null, is unknown.
 */
import * as z from 'zod';
import { CalendarPublished } from '../../../../events/facts/calendar-published.ts';
import { ChannelRegistered, PLACE_MISFIT, placeFits } from '../../../../events/facts/channel-registered.ts';
import { FeatureRegistered } from '../../../../events/facts/feature-registered.ts';
import { PersonRegistered } from '../../../../events/facts/person-registered.ts';
import { ProjectStarted } from '../../../../events/facts/project-started.ts';
import { ReleaseScheduled } from '../../../../events/facts/release-scheduled.ts';
import { RoadmapPublished } from '../../../../events/facts/roadmap-published.ts';
import {
  CHECK_MISFIT,
  category,
  checkFits,
  RubricPublished,
} from '../../../../events/facts/rubric-published.ts';
import { SourceRegistered } from '../../../../events/facts/source-registered.ts';
import { TeamRegistered } from '../../../../events/facts/team-registered.ts';
import { type VocabularyName, VocabularyPublished } from '../../../../events/facts/vocabulary-published.ts';
import { id, list, moment, optional, releaseKind, text } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';

const envelope = { version: true, id: true, occurredAt: true, actor: true, evidence: true } as const;

export const teamRecord = lazy(() =>
  TeamRegistered.schema.omit({ ...envelope, team: true, priorities: true }).strict(),
);
export const personRecord = lazy(() => PersonRegistered.schema.omit({ ...envelope, person: true }).strict());
export const featureRecord = lazy(() =>
  FeatureRegistered.schema
    .omit({ ...envelope, feature: true })
    .extend({
      formerly: optional(list(id())).describe('names it had before: its history goes on under this one'),
      retired: optional(z.union([z.boolean(), text(2000)])).describe(
        'true, or why it is gone from the product',
      ),
    })
    .strict(),
);
export const projectRecord = lazy(() =>
  ProjectStarted.schema
    .omit({ ...envelope, project: true })
    .extend({
      startedAt: optional(moment()).describe(
        'since when it is expected to ship; since its import where absent',
      ),
      status: optional(z.enum(['active', 'paused', 'ended'])).describe('active where absent'),
      reason: optional(text(2000)).describe('why it is paused, or ended'),
    })
    .strict(),
);
export const releaseRecord = lazy(() =>
  ReleaseScheduled.schema
    .omit({ ...envelope, release: true })
    .extend({
      kind: releaseKind(),
      cutAt: optional(moment()).describe('when its branch was cut'),
      publishedAt: optional(moment()).describe('when it came out'),
      cancelled: optional(z.boolean()),
    })
    .strict(),
);
export const calendarRecord = lazy(() =>
  CalendarPublished.schema.omit({ ...envelope, calendar: true }).strict(),
);
export const sourceRecord = lazy(() => SourceRegistered.schema.omit({ ...envelope, source: true }).strict());
export const channelRecord = lazy(() =>
  z
    .strictObject(ChannelRegistered.schema.shape)
    .omit({ ...envelope, channel: true })
    .refine(placeFits, { error: PLACE_MISFIT }),
);
export const roadmapRecord = lazy(() => RoadmapPublished.schema.omit({ ...envelope, team: true }).strict());
export const termRecord = lazy(() =>
  VocabularyPublished.schema.shape.terms.element.omit({ term: true }).strict(),
);
export const categoryRecord = lazy(() =>
  category().omit({ category: true }).strict().refine(checkFits, { error: CHECK_MISFIT }),
);
/** What a rubric says beside its categories. */
export const processRules = lazy(() =>
  RubricPublished.schema.pick({
    reviews: true,
    cadence: true,
    launches: true,
    timeZone: true,
  }),
);
/** The categories are read apart, each with its own place in the file. */
export const rubricRecord = lazy(() =>
  z.strictObject({
    version: id().describe('a new one whenever anything in this file changes'),
    categories: z.record(id(), categoryRecord()),
    ...processRules().shape,
  }),
);

export type TeamRecord = Output<typeof teamRecord>;
export type PersonRecord = Output<typeof personRecord>;
export type FeatureRecord = Output<typeof featureRecord>;
export type ProjectRecord = Output<typeof projectRecord>;
export type ReleaseRecord = Output<typeof releaseRecord>;
export type CalendarRecord = Output<typeof calendarRecord>;
export type SourceRecord = Output<typeof sourceRecord>;
export type ChannelRecord = Output<typeof channelRecord>;
export type RoadmapRecord = Output<typeof roadmapRecord>;
export type TermRecord = Output<typeof termRecord>;
export type CategoryRecord = Output<typeof categoryRecord>;

export type ProcessRules = Output<typeof processRules>;

export interface RubricRecord extends ProcessRules {
  readonly version: string;
  /** In the order in which they are shown. */
  readonly categories: ReadonlyMap<string, CategoryRecord>;
}

/** What exists, by id. A section that is `undefined` is not spoken of: its file is absent. */
export interface Catalog {
  readonly teams?: ReadonlyMap<string, TeamRecord> | undefined;
  readonly people?: ReadonlyMap<string, PersonRecord> | undefined;
  readonly features?: ReadonlyMap<string, FeatureRecord> | undefined;
  readonly projects?: ReadonlyMap<string, ProjectRecord> | undefined;
  readonly releases?: ReadonlyMap<string, ReleaseRecord> | undefined;
  readonly calendars?: ReadonlyMap<string, CalendarRecord> | undefined;
  readonly sources?: ReadonlyMap<string, SourceRecord> | undefined;
  readonly channels?: ReadonlyMap<string, ChannelRecord> | undefined;
  /** By team. */
  readonly roadmap?: ReadonlyMap<string, RoadmapRecord> | undefined;
  readonly rubric?: RubricRecord | undefined;
  /** Terms in order, by vocabulary. */
  readonly vocabularies: Partial<Record<VocabularyName, ReadonlyMap<string, TermRecord>>>;
}
