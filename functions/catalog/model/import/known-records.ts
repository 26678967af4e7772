/** From the summary of an entity to the record that files keep of it. What nobody registered has none. */
import type { ChannelState } from '../channel.ts';
import type { FeatureState } from '../feature.ts';
import type { PersonState } from '../person.ts';
import type { ProjectState } from '../project.ts';
import type { CalendarState, RoadmapState, VocabularyState } from '../published.ts';
import type { Registration } from '../record-keeping.ts';
import type { ReleaseState } from '../release.ts';
import type { SourceState } from '../source.ts';
import type { TeamState } from '../team.ts';
import type { KnownRecord } from './known.ts';
import type {
  CalendarRecord,
  ChannelRecord,
  FeatureRecord,
  PersonRecord,
  ProjectRecord,
  ReleaseRecord,
  RoadmapRecord,
  SourceRecord,
  TeamRecord,
} from './records.ts';

interface Kept {
  readonly registration?: Registration | undefined;
  readonly retiredAt?: string | undefined;
  readonly renamedTo?: string | undefined;
}

/** Says how a record is kept, beside the record. */
function known<Record extends object>(
  { registration, retiredAt, renamedTo }: Kept,
  record: Record | undefined,
): KnownRecord<Record> | undefined {
  if (registration === undefined || record === undefined) return undefined;
  const { at, isFromFiles } = registration;
  return { record, isFromFiles, saidAt: at, isGone: retiredAt !== undefined, renamedTo };
}

/** What a summary holds of everything that is registered is there: only then is it asked for. */
const required = (value: string | undefined): string => value ?? '';

export const teamKnown = (state: TeamState): KnownRecord<TeamRecord> | undefined =>
  known(state, {
    title: required(state.title),
    department: state.department,
    org: state.org,
    areas: state.areas,
    contacts: state.contacts,
    strategyUrl: state.strategyUrl,
    labels: state.labels,
    channel: state.channel,
    email: state.email,
    timeZone: state.timeZone,
    calendar: state.calendar,
  });

export const personKnown = (state: PersonState): KnownRecord<PersonRecord> | undefined =>
  known(state, {
    name: required(state.name),
    email: state.email,
    accounts: state.accounts,
    teams: state.teams,
    roles: state.roles,
  });

export const featureKnown = (state: FeatureState): KnownRecord<FeatureRecord> | undefined =>
  known(state, {
    title: required(state.title),
    team: required(state.team),
    project: state.project,
    flag: state.flag,
    maturity: required(state.maturity),
    docsUrl: state.docsUrl,
    compatibility: state.compatibility,
    deployment: state.deployment,
    useCases: state.useCases,
    areas: state.areas,
    note: state.note,
    launchTier: state.launchTier,
    authors: state.authors,
    internal: state.internal,
    formerly: state.formerNames.length === 0 ? undefined : state.formerNames,
  });

/** A project that was told of before it was started has no time of its own: files say `startedAt` for that. */
export function projectKnown(state: ProjectState): KnownRecord<ProjectRecord> | undefined {
  const { status } = state;
  const record = {
    title: required(state.title),
    team: required(state.team),
    train: required(state.train),
    features: state.features,
    startedAt: state.startedAt,
    status: status === 'paused' || status === 'ended' ? status : undefined,
    reason: state.reason,
  };
  return known(state, record);
}

export function releaseKnown(state: ReleaseState): KnownRecord<ReleaseRecord> | undefined {
  const { kind } = state;
  if (kind === undefined) return undefined;
  const { release, earlier } = state;
  const meantSince = earlier.findLast(({ name }) => name !== release)?.until;
  const record = known(state, {
    train: required(state.train),
    releaseVersion: state.version,
    kind,
    counts: state.countsSaid,
    opensAt: state.opensAt,
    featureFreezeAt: state.featureFreezeAt,
    branchCutAt: state.branchCutAt,
    releaseAt: state.releaseAt,
    cutAt: state.cutAt,
    publishedAt: state.publishedAt,
    cancelled: state.cancelledAt === undefined ? undefined : true,
  });
  return record && { ...record, meantSince };
}

export const calendarKnown = (state: CalendarState): KnownRecord<CalendarRecord> | undefined =>
  known(state, state.record);

export const sourceKnown = (state: SourceState): KnownRecord<SourceRecord> | undefined =>
  known(state, state.record);

export const channelKnown = (state: ChannelState): KnownRecord<ChannelRecord> | undefined =>
  known(state, state.record);

export const roadmapKnown = (state: RoadmapState): KnownRecord<RoadmapRecord> | undefined =>
  known(state, state.record);

export const vocabularyKnown = (
  state: VocabularyState,
): KnownRecord<Pick<VocabularyState, 'terms'>> | undefined => known(state, { terms: state.terms ?? [] });
