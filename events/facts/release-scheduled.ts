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
