/**
 * The catalog: what exists, as people keep it in files. Each record has the fields of the fact that registers it, so
 * that a file, a form and an event of one's own are held to the same shape. An absent field, or null, is unknown.
 */
import * as z from 'zod';
import type { Fact } from '../../../../events/catalogue.ts';
import type { EntityKind } from '../../../../events/contract.ts';
import { AccountRegistered } from '../../../../events/facts/account.ts';
import { ChangeWithdrawn } from '../../../../events/facts/change.ts';
import { ChannelRegistered, PLACE_MISFIT, placeFits } from '../../../../events/facts/channel.ts';
import { ExemptionGranted, hasOneScope, SCOPE_MISFIT } from '../../../../events/facts/exemption.ts';
import { FeatureFlagRegistered, FeatureRegistered, measured } from '../../../../events/facts/feature.ts';
import { ProjectStarted } from '../../../../events/facts/project.ts';
import { ReleaseScheduled } from '../../../../events/facts/release.ts';
import { CHECK_MISFIT, category, checkFits, RubricPublished } from '../../../../events/facts/rubric.ts';
import { SourceRegistered } from '../../../../events/facts/source.ts';
import {
  CalendarPublished,
  PersonRegistered,
  RoadmapPublished,
  TeamRegistered,
} from '../../../../events/facts/team.ts';
import { type VocabularyName, VocabularyPublished } from '../../../../events/facts/vocabulary.ts';
import { fewOf, id, list, moment, optional, releaseKind, text, timeZone } from '../../../../events/fields.ts';
import { type Lazy, lazy, type Output } from '../../../../events/lazy.ts';
import { type Section, sections } from './problem.ts';

const envelope = { version: true, id: true, occurredAt: true, actor: true, evidence: true } as const;

/** What a registration says, without its envelope and the id: the fields that a fold takes one by one. */
export const teamFields = lazy(() => TeamRegistered.schema.omit({ ...envelope, team: true }));
export const personFields = lazy(() => PersonRegistered.schema.omit({ ...envelope, person: true }));
export const accountFields = lazy(() => AccountRegistered.schema.omit({ ...envelope, account: true }));
export const featureFields = lazy(() => FeatureRegistered.schema.omit({ ...envelope, feature: true }));
export const flagFields = lazy(() => FeatureFlagRegistered.schema.omit({ ...envelope, flag: true }));
export const projectFields = lazy(() => ProjectStarted.schema.omit({ ...envelope, project: true }));
export const releaseFields = lazy(() => ReleaseScheduled.schema.omit({ ...envelope, release: true }));

export const teamRecord = lazy(() => teamFields().omit({ priorities: true }).strict());
export const personRecord = lazy(() => personFields().strict());
export const featureRecord = lazy(() =>
  featureFields()
    .extend({
      formerly: optional(list(id())).describe('names it had before: its history goes on under this one'),
      retired: optional(z.union([z.boolean(), text(2000)])).describe(
        'true, or why it is gone from the product',
      ),
    })
    .strict(),
);
export const accountRecord = lazy(() => accountFields().strict());
export const flagRecord = lazy(() =>
  flagFields()
    .extend({ enabledByDefault: optional(z.boolean()).describe('whether it is on for everybody') })
    .strict(),
);
export const projectRecord = lazy(() =>
  projectFields()
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
  releaseFields()
    .omit({ provisional: true })
    .extend({
      kind: releaseKind(),
      cutAt: optional(moment()).describe('when its branch was cut; null takes back what was reported'),
      publishedAt: optional(moment()).describe('when it came out; null takes back what was reported'),
      cancelled: optional(z.union([z.boolean(), text(2000)])).describe('true, or why it will not happen'),
      timeZone: optional(timeZone()).describe(
        'of its dates without a time, where that is another zone than its train has',
      ),
    })
    .strict(),
);
/** Under `trains` of the file of releases: what is the same for all releases of a train. */
export const trainRecord = lazy(() =>
  z.strictObject({
    timeZone: optional(timeZone()).describe(
      'of the dates without a time of its releases: Europe/Berlin, AoE; UTC without it',
    ),
  }),
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
/** Of one project: what excuses it from shipping. */
export const exemptionRecords = lazy(() =>
  list(
    z
      .strictObject(ExemptionGranted.schema.shape)
      .omit({ ...envelope, project: true })
      .refine(hasOneScope, { error: SCOPE_MISFIT }),
  ),
);
/** Of one project: merged changes that do not count for it. */
export const withdrawalRecords = lazy(() =>
  list(z.strictObject(ChangeWithdrawn.schema.shape).omit({ ...envelope, project: true })),
);
/** Of one feature: what was measured, by key; null is unknown. */
export const measuredRecord = lazy(() => fewOf(measured()));
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
    approvals: true,
    accountAddress: true,
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
export type FlagRecord = Output<typeof flagRecord>;
export type ProjectRecord = Output<typeof projectRecord>;
export type ReleaseRecord = Output<typeof releaseRecord>;
export type SourceRecord = Output<typeof sourceRecord>;
export type ChannelRecord = Output<typeof channelRecord>;
export type ExemptionRecord = Output<typeof exemptionRecords>[number];
export type WithdrawalRecord = Output<typeof withdrawalRecords>[number];
export type MeasuredRecord = Output<typeof measuredRecord>;
export type TermRecord = Output<typeof termRecord>;
export type CategoryRecord = Output<typeof categoryRecord>;

export type ProcessRules = Output<typeof processRules>;

export interface RubricRecord extends ProcessRules {
  readonly version: string;
  /** In the order in which they are shown. */
  readonly categories: ReadonlyMap<string, CategoryRecord>;
}

/** How the records of one kind are registered. */
export interface Registers {
  readonly kind: EntityKind;
  /** The fact that registers one. */
  readonly type: Fact['type'];
  /** The field of that fact that names the record; the kind where absent. */
  readonly key?: string;
  /** A field that every statement names where it is known, though none has to. */
  readonly named?: string;
  /** Fields of a record that other facts state. */
  readonly statedElsewhere?: readonly string[];
  /** A statement replaces the one before it: what it leaves out is gone. */
  readonly isWhole?: boolean;
}

interface Registered<Record> extends Registers {
  readonly schema: Lazy<z.ZodType<Record>>;
}

const table = {
  teams: { kind: 'team', type: 'TeamRegistered', schema: teamRecord },
  people: { kind: 'person', type: 'PersonRegistered', schema: personRecord },
  features: {
    kind: 'feature',
    type: 'FeatureRegistered',
    schema: featureRecord,
    statedElsewhere: ['formerly', 'retired'],
    named: 'maturity',
  },
  flags: {
    kind: 'flag',
    type: 'FeatureFlagRegistered',
    schema: flagRecord,
    statedElsewhere: ['enabledByDefault'],
  },
  projects: {
    kind: 'project',
    type: 'ProjectStarted',
    schema: projectRecord,
    statedElsewhere: ['startedAt', 'status', 'reason'],
  },
  releases: {
    kind: 'release',
    type: 'ReleaseScheduled',
    schema: releaseRecord,
    statedElsewhere: ['cutAt', 'publishedAt', 'cancelled', 'timeZone'],
  },
  accounts: { kind: 'account', type: 'AccountRegistered', schema: accountRecord },
  calendars: { kind: 'calendar', type: 'CalendarPublished', schema: calendarRecord, isWhole: true },
  sources: { kind: 'source', type: 'SourceRegistered', schema: sourceRecord },
  channels: { kind: 'channel', type: 'ChannelRegistered', schema: channelRecord, isWhole: true },
  /** By team. */
  roadmap: { kind: 'roadmap', type: 'RoadmapPublished', schema: roadmapRecord, key: 'team', isWhole: true },
} as const satisfies Record<string, Registered<unknown>>;

/** The sections that are records by id; the rubric and the vocabularies are one record each. */
export type RecordSection = keyof typeof table;
export type Records = { readonly [S in RecordSection]: Output<(typeof table)[S]['schema']> };

/** What files, pages, the comparison with ledgers and the editor's schemas all take from: one entry a section. */
export const registered: { readonly [S in RecordSection]: Registered<Records[S]> } = table;

export const isRecordSection = (section: string): section is RecordSection => Object.hasOwn(table, section);

/** What was stated of records, by the id of each. */
const statedSections = ['exemptions', 'withdrawals', 'facts'] as const;

/** The sections that are maps by id, in any order. */
export const isById = (section: Section): section is RecordSection | (typeof statedSections)[number] =>
  isRecordSection(section) || statedSections.some((one) => one === section);

/** The schema of one record of a section: of the rubric, of a category. */
export function schemaOf(section: Section): Lazy<z.ZodType> {
  if (isRecordSection(section)) return registered[section].schema;
  if (section === 'exemptions') return exemptionRecords;
  if (section === 'withdrawals') return withdrawalRecords;
  if (section === 'facts') return measuredRecord;
  return section === 'rubric' ? categoryRecord : termRecord;
}

export type RecordsById = { readonly [S in RecordSection]?: ReadonlyMap<string, Records[S]> | undefined };

/** What exists, by id. A section that is `undefined` is not spoken of: its file is absent. */
export interface Catalog extends RecordsById {
  readonly rubric?: RubricRecord | undefined;
  /** By project. */
  readonly exemptions?: ReadonlyMap<string, readonly ExemptionRecord[]> | undefined;
  /** By project. */
  readonly withdrawals?: ReadonlyMap<string, readonly WithdrawalRecord[]> | undefined;
  /** By feature. */
  readonly facts?: ReadonlyMap<string, MeasuredRecord> | undefined;
  /** Terms in order, by vocabulary. */
  readonly vocabularies: Partial<Record<VocabularyName, ReadonlyMap<string, TermRecord>>>;
}

export interface CheckableRubric extends Omit<RubricRecord, 'categories'> {
  readonly categories: ReadonlyMap<string, Partial<CategoryRecord>>;
}

/** What can be looked at although not all of it fits: records with those of their fields that do. */
export interface Checkable extends Omit<Catalog, RecordSection | 'rubric'>, PartsById {
  readonly rubric?: CheckableRubric | undefined;
}

export type PartsById = {
  readonly [S in RecordSection]?: ReadonlyMap<string, Partial<Records[S]>> | undefined;
};

/** Records that do not fit, with those of their fields that do. */
export type Unfit = Pick<Checkable, RecordSection | 'rubric'>;

/** Makes the records of each section, with what fits of them. */
export function eachPart(
  make: <S extends RecordSection>(section: S) => ReadonlyMap<string, Partial<Records[S]>> | undefined,
): PartsById {
  const one = <S extends RecordSection>(section: S) => {
    const made: { [Name in S]?: ReadonlyMap<string, Partial<Records[Name]>> | undefined } = {};
    made[section] = make(section);
    return made;
  };
  let all: PartsById = {};
  for (const section of sections) if (isRecordSection(section)) all = { ...all, ...one(section) };
  return all;
}

/** Makes the records of each section. */
export function eachSection(
  make: <S extends RecordSection>(section: S) => ReadonlyMap<string, Records[S]> | undefined,
): RecordsById {
  const one = <S extends RecordSection>(section: S) => {
    const made: { [Name in S]?: ReadonlyMap<string, Records[Name]> | undefined } = {};
    made[section] = make(section);
    return made;
  };
  let all: RecordsById = {};
  for (const section of sections) if (isRecordSection(section)) all = { ...all, ...one(section) };
  return all;
}
