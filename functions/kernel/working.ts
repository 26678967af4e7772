/** What functions work with, and how they derive values and request derivations. */
import type { Announcement } from '../../events/catalogue.ts';
import { type Announce, announce } from './bus/publish.ts';
import type { Deriving } from './derived/derive.ts';
import { asError, logger } from './log/logger.ts';
import { derivationsRequested, gradeRequested } from './model/announcements.ts';
import { entityOf, isGrade, valueThing } from './store/keys.ts';
import type { Key, Store } from './store/store.ts';
import { surroundings } from './surroundings.ts';

export interface Working {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}

export interface Caused extends Working {
  readonly cause: Cause;
}

/** The event that caused this work; announcements carry its moment. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export const working = (now: string = new Date().toISOString()): Working => ({
  table: surroundings().store,
  announce,
  now,
});

/** @param ask has values derived again */
export const deriving = ({ table, announce, now }: Working, ask: Deriving['ask']): Deriving => ({
  store: table,
  announce,
  now,
  ask,
  failed: (key, error) =>
    logger.error('A derived value could not be computed; the clock tries it again.', {
      key: valueThing(key),
      error: asError(error),
    }),
  dropped: (key, type, error) =>
    logger.error('An announcement that waited cannot be read any more, and was dropped.', {
      key: valueThing(key),
      type,
      error: asError(error),
    }),
});

/**
 * Requests that values are derived again by the function that makes them. A grade is requested even while there is no rubric:
 * its first computation links what it reads, or a feature that moves to another team while a rubric comes in would be missed.
 */
export function requestsFor(keys: readonly Key[], { id, occurredAt }: Cause): Announcement[] {
  const once = [...new Map(keys.map((key) => [valueThing(key), key])).values()];
  const features = once.filter(isGrade).flatMap(({ pk }) => entityOf(pk) ?? []);
  const others = once.filter((key) => !isGrade(key));
  return [
    ...features.map((entity) => gradeRequested({ feature: entity.id }, id, occurredAt)),
    ...derivationsRequested(others, id, occurredAt),
  ];
}
