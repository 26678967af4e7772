/** What the ledger of each kind of entity is folded to. */
import type { ChannelState } from './channel.ts';
import type { FeatureState } from './feature.ts';
import type { FlagState } from './flag.ts';
import type { PersonState } from './person.ts';
import type { ProjectState } from './project.ts';
import type { CalendarState, RoadmapState, RubricState, VocabularyState } from './published.ts';
import type { ReleaseState } from './release.ts';
import type { ReviewState } from './review.ts';
import type { SourceState } from './source.ts';
import type { TeamState } from './team.ts';
import type { TrainState } from './train.ts';

export type State =
  | TeamState
  | FeatureState
  | ProjectState
  | TrainState
  | ReleaseState
  | FlagState
  | PersonState
  | CalendarState
  | SourceState
  | ChannelState
  | ReviewState
  | VocabularyState
  | RoadmapState
  | RubricState;
