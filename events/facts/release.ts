import * as z from 'zod';
import { fact, release, train } from '../contract.ts';
import { id, moment, optional, releaseKind, text } from '../fields.ts';

/**
 * A release is planned on a train; said again, it is rescheduled. Milestones may stand in any order here: people
 * mistype dates, and the calendar shows it.
 */
export const ReleaseScheduled = fact(
  'ReleaseScheduled',
  () => ({
    release: id(),
    train: id(),
    releaseVersion: optional(text()).describe('for people, like 5.4.0; releases are ordered by date'),
    kind: optional(releaseKind()).describe('by the numbers of its version where nobody says it'),
    counts: optional(z.boolean()).describe(
      'whether projects are judged by it, where that differs from its kind',
    ),
    opensAt: optional(moment()),
    featureFreezeAt: optional(moment()),
    branchCutAt: optional(moment()),
    releaseAt: optional(moment()),
  }),
  (detail) => [release(detail.release), train(detail.train)],
);

/** A release goes by another name from `occurredAt` on, and keeps its history under it. */
export const ReleaseRenamed = fact(
  'ReleaseRenamed',
  () => ({ release: id(), to: id() }),
  (detail) => [release(detail.release), release(detail.to)],
  (detail) => (detail.release === detail.to ? 'needs a new name in to that differs from release' : undefined),
);

/** The branch of a release was cut, at `occurredAt`: what was merged up to then is in it. */
export const ReleaseCut = fact(
  'ReleaseCut',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);

/** A release reached its users. */
export const ReleasePublished = fact(
  'ReleasePublished',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);

/** A release will not happen: nobody is judged by it. */
export const ReleaseCancelled = fact(
  'ReleaseCancelled',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);
