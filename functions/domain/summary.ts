/** The fold of each kind of entity, and what lists show of it. */
import type { Fact } from '../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../events/contract.ts';
import { type FeatureState, foldFeature } from './feature.ts';
import { type FlagState, foldFlag } from './flag.ts';
import { foldProject, type ProjectState } from './project.ts';
import { foldRelease, type ReleaseState } from './release.ts';
import { foldTeam, type TeamState } from './team.ts';
import { foldTrain, type TrainState } from './train.ts';

/** The kinds that have a summary. Rubrics and reviews are kept as events; nothing is folded from them yet. */
export type FoldedKind = 'team' | 'feature' | 'project' | 'train' | 'release' | 'flag';
export type State = TeamState | FeatureState | ProjectState | TrainState | ReleaseState | FlagState;

/** Where a summary is listed for people, and what is shown of it there. */
export interface Places {
  readonly card?: Record<string, string>;
  readonly list?: string;
}

export interface Folded {
  readonly state: State;
  readonly places: Places;
  /** The few values that announcements speak of. */
  readonly announced?: { readonly maturity: string };
}

type Fold = (id: string, facts: readonly Fact[]) => Folded;

/** Every team, and every train, is in one list; what facts speak of and nobody registered is in another. */
export const TEAMS = 'TEAMS';
export const TRAINS = 'TRAINS';
export const UNREGISTERED = 'UNREGISTERED';
export const teamList = (team: string) => `TEAM#${team}`;

const owned = (kind: string, id: string, team: string | undefined, title: string | undefined): Places =>
  team === undefined
    ? { list: UNREGISTERED, card: { kind, id } }
    : { list: teamList(team), card: { kind, id, title: title ?? id } };

const folds: Record<FoldedKind, Fold> = {
  team: (id, facts) => {
    const state = foldTeam(id, facts);
    const list = state.registered ? TEAMS : UNREGISTERED;
    return { state, places: { list, card: { kind: 'team', id, title: state.title ?? id } } };
  },
  feature: (id, facts) => {
    const state = foldFeature(id, facts);
    const present = state.renamedTo === undefined;
    const { maturity } = state;
    return {
      state,
      places: present ? owned('feature', id, state.team, state.title) : {},
      ...(maturity === undefined || !present ? {} : { announced: { maturity } }),
    };
  },
  project: (id, facts) => {
    const state = foldProject(id, facts);
    return { state, places: owned('project', id, state.team, state.title) };
  },
  train: (id, facts) => ({
    state: foldTrain(id, facts),
    places: { list: TRAINS, card: { kind: 'train', id } },
  }),
  release: (id, facts) => {
    const state = foldRelease(id, facts);
    const known = state.registered || state.renamedTo !== undefined;
    return { state, places: known ? {} : { list: UNREGISTERED, card: { kind: 'release', id } } };
  },
  flag: (id, facts) => {
    const state = foldFlag(id, facts);
    return { state, places: state.registered ? {} : { list: UNREGISTERED, card: { kind: 'flag', id } } };
  },
};

const isFolded = (kind: EntityKind): kind is FoldedKind => Object.hasOwn(folds, kind);

/**
 * Folds an entity's ledger to its summary. Pure: the same set of events gives the same summary.
 * @param facts in order, with those of the entities it was renamed from
 * @returns `undefined` for kinds that have no summary
 */
export const fold = (entity: Entity, facts: readonly Fact[]): Folded | undefined =>
  isFolded(entity.kind) ? folds[entity.kind](entity.id, facts) : undefined;
