/**
 * Every kind of entity, in one table: how its ledger is folded, what schema its snapshot has, where lists show it, and the
 * record that files keep of it. A new kind of `events/contract.ts` does not compile until it has an entry here. The sections of files,
 * each with the fact that registers its records, are a table of their own (`import/records.ts`).
 */
import type * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import type { Lazy } from '../../../events/lazy.ts';
import { type Names, neverRenamed } from '../../kernel/model/identity.ts';
import { foldAccount } from './account.ts';
import { foldFeature } from './feature.ts';
import { foldFlag } from './flag.ts';
import type { KnownEntry } from './import/known.ts';
import {
  accountRecord,
  featureRecord,
  flagRecord,
  personRecord,
  projectRecord,
  releaseRecord,
  teamRecord,
} from './import/records.ts';
import {
  ACCOUNTS,
  CALENDARS,
  CHANNELS,
  FEATURES,
  FLAGS,
  PEOPLE,
  PROJECTS,
  REVIEWS,
  ROADMAPS,
  SOURCES,
  TEAMS,
  TRAINS,
  UNREGISTERED,
} from './lists.ts';
import { foldProject } from './project.ts';
import {
  foldCalendar,
  foldChannel,
  foldRoadmap,
  foldRubric,
  foldSource,
  foldTrain,
  foldVocabulary,
} from './registered.ts';
import { foldRelease } from './release.ts';
import { foldReview, isAnsweredAsAsked } from './review.ts';
import type { State, States } from './states.ts';
import { foldPerson, foldTeam } from './team.ts';

/** What a fold needs beside the facts. */
export interface FoldContext {
  readonly names: Names;
  /** Features that the ledger mentions. */
  readonly features: readonly string[];
}

/** What a list shows of an entity. */
type Card = Record<string, string | readonly string[]>;

/** The list that shows an entity, and what it shows beside the kind and the id. */
interface Listed {
  readonly list: string;
  /** The team by which the list is sorted, before the id. */
  readonly owner?: string | undefined;
  readonly shown?: Card;
}

interface Kind<State> {
  readonly fold: (id: string, facts: readonly Fact[], context: FoldContext) => State;
  /** The list of all that are registered, where there is one. */
  readonly list?: string;
  /** In which list one stands now; in none without it. */
  readonly listed?: (state: State, id: string) => Listed | undefined;
  /** The record that files have of it; undefined while it is unregistered. */
  readonly known?: (state: State) => KnownEntry<unknown> | undefined;
}

interface Lifecycle {
  readonly registration?: { readonly at: string; readonly isFromFiles: boolean } | undefined;
  readonly retiredAt?: string | undefined;
  readonly renamedTo?: string | undefined;
}

/** A record, and how it is registered; none under a name that was left for another. */
function known({ registration, retiredAt, renamedTo }: Lifecycle, record: object | undefined) {
  if (registration === undefined || record === undefined || renamedTo !== undefined) return undefined;
  const { at: saidAt, isFromFiles } = registration;
  return { record, isFromFiles, saidAt, isGone: retiredAt !== undefined };
}

/** The fields of a state that a record has under the same name. */
function fieldsOf(state: object, schema: Lazy<z.ZodObject>) {
  const { shape } = schema();
  return Object.fromEntries(Object.entries(state).filter(([name]) => Object.hasOwn(shape, name)));
}

/** Listed once it is registered, also when it is retired, by its id alone: the list may be seen by more people than the record. */
const registeredIn = (list: string) => ({
  list,
  listed: ({ registration }: Lifecycle) => (registration === undefined ? undefined : { list }),
});

/** A state that has the record as a whole. */
const wholeRecord = {
  known: (state: Lifecycle & { readonly record?: object | undefined }) => known(state, state.record),
};

const unregistered: Listed = { list: UNREGISTERED };

interface Owned {
  readonly team?: string | undefined;
  readonly title?: string | undefined;
}

const ownedIn = (list: string, { team, title }: Owned, id: string): Listed =>
  team === undefined ? unregistered : { list, owner: team, shown: { title: title ?? id, team } };

const retired = (moment: string | undefined) => (moment === undefined ? {} : { retiredAt: moment });

export const kinds: { readonly [K in EntityKind]: Kind<States[K]> } = {
  team: {
    fold: foldTeam,
    list: TEAMS,
    listed: ({ registered, title, org, department, areas = [], retiredAt }, id) => {
      // What teams are gathered by, so that the pages of orgs and areas need not read each team.
      const gathered = {
        ...(org === undefined ? {} : { org }),
        ...(department === undefined ? {} : { department }),
        ...(areas.length === 0 ? {} : { areas }),
      };
      const shown = { title: title ?? id, ...gathered, ...retired(retiredAt) };
      return { list: registered ? TEAMS : UNREGISTERED, shown };
    },
    known: (state) => known(state, fieldsOf(state, teamRecord)),
  },
  feature: {
    fold: (id, facts, { names }) => foldFeature(id, facts, names),
    list: FEATURES,
    listed: (state, id) => {
      const { maturity, project, areas = [], retiredAt, renamedTo } = state;
      if (renamedTo !== undefined) return undefined;
      const { shown, ...listed } = ownedIn(FEATURES, state, id);
      // What the matrix is filtered by, so that it need not read each feature.
      const filtered = {
        ...(maturity === undefined ? {} : { maturity }),
        ...(project === undefined ? {} : { project }),
        ...(areas.length === 0 ? {} : { areas }),
      };
      return { ...listed, shown: { ...shown, ...filtered, ...retired(retiredAt) } };
    },
    known: (state) => {
      const { formerNames } = state;
      const formerly = formerNames.length === 0 ? undefined : formerNames;
      return known(state, { ...fieldsOf(state, featureRecord), formerly });
    },
  },
  project: {
    fold: foldProject,
    list: PROJECTS,
    listed: (state, id) => ownedIn(PROJECTS, state, id),
    known: (state) => {
      const status = state.status === 'paused' || state.status === 'ended' ? state.status : undefined;
      const found = known(state, { ...fieldsOf(state, projectRecord), status });
      return found && { ...found, plans: state.plans, exemptions: state.exemptions };
    },
  },
  train: { fold: foldTrain, list: TRAINS, listed: () => ({ list: TRAINS }) },
  release: {
    fold: (id, facts, { names }) => foldRelease(id, facts, names),
    listed: ({ registered, renamedTo }) => (registered || renamedTo !== undefined ? undefined : unregistered),
    known: (state) => {
      const { release, earlier, version: releaseVersion, countsSaid: counts, kind } = state;
      // What only tags tell of is in no files: written into them, it would be planned.
      if (state.provisional) return undefined;
      const fields = { ...fieldsOf(state, releaseRecord), releaseVersion, counts };
      const cancelled = state.cancelledAt === undefined ? undefined : (state.cancelledReason ?? true);
      const found = known(state, kind && { ...fields, cancelled });
      const meantSince = earlier.findLast(({ name }) => name !== release)?.until;
      const { datedAt, reported } = state;
      return found && { ...found, meantSince, datedAt, reported };
    },
  },
  flag: {
    fold: (id, facts, { features }) => foldFlag(id, facts, features),
    list: FLAGS,
    listed: ({ registered, registration }) => {
      if (registration !== undefined) return { list: FLAGS };
      return registered ? undefined : unregistered;
    },
    known: (state) => known(state, fieldsOf(state, flagRecord)),
  },
  review: {
    fold: foldReview,
    list: REVIEWS,
    listed: (state) => {
      if (isAnsweredAsAsked(state)) return undefined;
      return state.request === undefined ? unregistered : { list: REVIEWS };
    },
  },
  person: {
    fold: foldPerson,
    ...registeredIn(PEOPLE),
    known: (state) => known(state, fieldsOf(state, personRecord)),
  },
  calendar: { fold: foldCalendar, ...registeredIn(CALENDARS), ...wholeRecord },
  source: { fold: foldSource, ...registeredIn(SOURCES), ...wholeRecord },
  channel: { fold: foldChannel, ...registeredIn(CHANNELS), ...wholeRecord },
  roadmap: { fold: foldRoadmap, ...registeredIn(ROADMAPS), ...wholeRecord },
  account: {
    fold: foldAccount,
    ...registeredIn(ACCOUNTS),
    known: (state) => known(state, fieldsOf(state, accountRecord)),
  },
  // There are few vocabularies, and their names are known: no list is needed.
  vocabulary: {
    fold: foldVocabulary,
    known: (state) => known(state, { terms: state.terms ?? [] }),
  },
  rubric: { fold: foldRubric },
};

/** An entity's ledger, folded. */
export interface Folded {
  readonly state: State;
  /** Where it is listed for people, and what is shown of it there; empty where it is in no list. */
  readonly listing: {
    readonly list?: string;
    readonly owner?: string | undefined;
    readonly card?: Card;
  };
}

/**
 * Folds an entity's ledger to its snapshot. Pure: the same set of facts gives the same snapshot.
 * @param facts in order, under all names it has had
 */
export const fold = (
  entity: Entity,
  facts: readonly Fact[],
  context: FoldContext = { names: neverRenamed(entity.id), features: [] },
): Folded => foldOf(entity.kind, entity.id, facts, context);

function foldOf<K extends EntityKind>(
  kind: K,
  id: string,
  facts: readonly Fact[],
  context: FoldContext,
): Folded {
  const { fold, listed } = kinds[kind];
  const state = fold(id, facts, context);
  const found = listed?.(state, id);
  if (found === undefined) return { state, listing: {} };
  const { shown, ...listing } = found;
  return { state, listing: { ...listing, card: { kind, id, ...shown } } };
}
