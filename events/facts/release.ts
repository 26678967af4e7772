import * as z from 'zod';
import { about, fact, release, train } from '../contract.ts';
import { id, moment, optional, releaseKind, text } from '../fields.ts';

/** A release is planned on a train. A later one reschedules it. Dates in a wrong order are accepted, and shown. */
export const ReleaseScheduled = fact(
  'ReleaseScheduled',
  () => ({
    release: id(),
    train: id(),
    releaseVersion: optional(text()).describe('for people, like 5.4.0; releases are ordered by date'),
    kind: optional(releaseKind()).describe('without it, the numbers of the version decide'),
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

/** A release has another name from `occurredAt` on, and keeps its history. */
export const ReleaseRenamed = fact(
  'ReleaseRenamed',
  () => ({ release: id(), to: id() }),
  (detail) => [release(detail.release), release(detail.to)],
  (detail) => (detail.release === detail.to ? 'needs a new name in to that differs from release' : undefined),
);

/** The branch of a release was cut at `occurredAt`: it contains what was merged up to then. */
export const ReleaseCut = fact('ReleaseCut', () => ({ release: id() }), about('release'));

/** A release reached its users. */
export const ReleasePublished = fact('ReleasePublished', () => ({ release: id() }), about('release'));

/** A release will not happen, so no project is judged by it. */
export const ReleaseCancelled = fact(
  'ReleaseCancelled',
  () => ({ release: id(), reason: optional(text(2000)) }),
  about('release'),
);
