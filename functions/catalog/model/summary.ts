/** The fold of each kind of entity, and what lists show of it. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import { type Names, neverRenamed } from '../../kernel/model/identity.ts';
import { foldChannel } from './channel.ts';
import { foldFeature } from './feature.ts';
import { foldFlag } from './flag.ts';
import { foldPerson } from './person.ts';
import { foldProject } from './project.ts';
import { foldCalendar, foldRoadmap, foldRubric, foldVocabulary } from './published.ts';
import { foldRelease } from './release.ts';
import { foldReview, isAnsweredAsAsked } from './review.ts';
import { foldSource } from './source.ts';
import type { State } from './state.ts';
import { foldTeam } from './team.ts';
import { foldTrain } from './train.ts';

/** Where a summary is listed for people, and what is shown of it there. */
export interface Places {
  readonly card?: Record<string, string>;
  readonly list?: string;
  /** The team by which a list is sorted, before the id. */
  readonly owner?: string | undefined;
}

export interface Folded {
  readonly state: State;
  readonly places: Places;
  /** The few values that announcements speak of. */
  readonly announced?: { readonly maturity: string };
}

/** What a fold is told beside the facts. */
export interface Known {
  readonly names: Names;
  /** Features that the ledger mentions. */
  readonly features: readonly string[];
}

type Fold = (id: string, facts: readonly Fact[], known: Known) => Folded;

/** Everything of one kind is in one list; what facts speak of and nobody registered is in another. */
export const TEAMS = 'TEAMS';
export const TRAINS = 'TRAINS';
export const PEOPLE = 'PEOPLE';
export const CALENDARS = 'CALENDARS';
export const SOURCES = 'SOURCES';
export const CHANNELS = 'CHANNELS';
export const ROADMAPS = 'ROADMAPS';
/** Those that somebody still has to answer, or had to. */
export const REVIEWS = 'REVIEWS';
/** These two by team: also of teams that nobody registered. */
export const FEATURES = 'FEATURES';
export const PROJECTS = 'PROJECTS';
export const UNREGISTERED = 'UNREGISTERED';

interface Owned {
  readonly team?: string | undefined;
  readonly title?: string | undefined;
}

const owned = (list: string, kind: string, id: string, { team, title }: Owned): Places =>
  team === undefined
    ? { list: UNREGISTERED, card: { kind, id } }
    : { list, owner: team, card: { kind, id, title: title ?? id, team } };

interface Kept {
  readonly registration?: unknown;
}

/** What is kept as a record: listed once it is registered, also when it is retired, and for people inside only. */
const kept = (list: string, kind: string, id: string, { registration }: Kept): Places =>
  registration === undefined ? {} : { list, card: { kind, id } };

const retired = (moment: string | undefined) => (moment === undefined ? {} : { retiredAt: moment });

const folds: Record<EntityKind, Fold> = {
  team: (id, facts) => {
    const state = foldTeam(id, facts);
    const list = state.registered ? TEAMS : UNREGISTERED;
    const card = { kind: 'team', id, title: state.title ?? id, ...retired(state.retiredAt) };
    return { state, places: { list, card } };
  },
  feature: (id, facts, { names }) => {
    const state = foldFeature(id, facts, names);
    const present = state.renamedTo === undefined;
    const { maturity } = state;
    const { card: owner, ...places } = owned(FEATURES, 'feature', id, state);
    const card = { ...owner, ...(maturity === undefined ? {} : { maturity }), ...retired(state.retiredAt) };
    return {
      state,
      places: present ? { ...places, card } : {},
      ...(maturity === undefined || !present ? {} : { announced: { maturity } }),
    };
  },
  project: (id, facts) => {
    const state = foldProject(id, facts);
    return { state, places: owned(PROJECTS, 'project', id, state) };
  },
  train: (id) => ({
    state: foldTrain(id),
    places: { list: TRAINS, card: { kind: 'train', id } },
  }),
  release: (id, facts, { names }) => {
    const state = foldRelease(id, facts, names);
    const known = state.registered || state.renamedTo !== undefined;
    return { state, places: known ? {} : { list: UNREGISTERED, card: { kind: 'release', id } } };
  },
  flag: (id, facts, { features }) => {
    const state = foldFlag(id, facts, features);
    return { state, places: state.registered ? {} : { list: UNREGISTERED, card: { kind: 'flag', id } } };
  },
  person: (id, facts) => {
    const state = foldPerson(id, facts);
    return { state, places: kept(PEOPLE, 'person', id, state) };
  },
  calendar: (id, facts) => {
    const state = foldCalendar(id, facts);
    return { state, places: kept(CALENDARS, 'calendar', id, state) };
  },
  source: (id, facts) => {
    const state = foldSource(id, facts);
    return { state, places: kept(SOURCES, 'source', id, state) };
  },
  channel: (id, facts) => {
    const state = foldChannel(id, facts);
    return { state, places: kept(CHANNELS, 'channel', id, state) };
  },
  review: (id, facts) => {
    const state = foldReview(id, facts);
    const list = state.request === undefined ? UNREGISTERED : REVIEWS;
    return { state, places: isAnsweredAsAsked(state) ? {} : { list, card: { kind: 'review', id } } };
  },
  roadmap: (id, facts) => {
    const state = foldRoadmap(id, facts);
    return { state, places: kept(ROADMAPS, 'roadmap', id, state) };
  },
  // There are few of these, and their names are known.
  vocabulary: (id, facts) => ({ state: foldVocabulary(id, facts), places: {} }),
  rubric: (id, facts) => ({ state: foldRubric(id, facts), places: {} }),
};

/**
 * Folds an entity's ledger to its summary. Pure: the same set of events gives the same summary.
 * @param facts in order, under all names it has had
 */
export const fold = (
  entity: Entity,
  facts: readonly Fact[],
  known: Known = { names: neverRenamed(entity.id), features: [] },
): Folded => folds[entity.kind](entity.id, facts, known);
