/** What is stored of each kind of entity. To read it takes its schema alone, and not how it is folded (`kinds.ts`). */
import type * as z from 'zod';
import type { EntityKind } from '../../../events/contract.ts';
import type { Lazy, Output } from '../../../events/lazy.ts';
import { accountState } from './account.ts';
import { featureState } from './feature.ts';
import { flagState } from './flag.ts';
import { projectState } from './project.ts';
import {
  calendarState,
  channelState,
  roadmapState,
  rubricState,
  sourceState,
  trainState,
  vocabularyState,
} from './registered.ts';
import { releaseState } from './release.ts';
import { reviewState } from './review.ts';
import { personState, teamState } from './team.ts';

const table = {
  team: teamState,
  feature: featureState,
  project: projectState,
  train: trainState,
  release: releaseState,
  flag: flagState,
  review: reviewState,
  person: personState,
  calendar: calendarState,
  source: sourceState,
  channel: channelState,
  roadmap: roadmapState,
  vocabulary: vocabularyState,
  rubric: rubricState,
  account: accountState,
} satisfies Record<EntityKind, unknown>;

/** The state of each kind. */
export type States = { [K in EntityKind]: Output<(typeof table)[K]> };
export type State = States[EntityKind];

export const schemas: { readonly [K in EntityKind]: Lazy<z.ZodType<States[K]>> } = table;
